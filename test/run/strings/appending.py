# run: text that grows by appending: aliases keep what they had, wide characters, attributes, globals; many thousand pieces
def grow(n):
    s = ''
    seen = []
    for i in range(n):
        s += str(i)
        if i % 1000 == 0:
            seen.append(s)
    return s, seen


s, seen = grow(60000)
print(len(s), s[:20], s[-20:], hash(s) == hash(str(s)), [len(x) for x in seen][:10])
print(all(s.startswith(x) for x in seen), seen[5] == s[:len(seen[5])])

base = 'x' * 1000
a = base + 'a'
b = base + 'b'
c = a + 'c'
d = a + 'd'
e = a + 'é'
f = a + '\u20ac'
g = f + '😀'
print(a[-3:], b[-3:], c[-3:], d[-3:], e[-3:], f[-3:], g[-3:], len(g), a == base + 'a', c > d)
print({a: 1, b: 2}[base + 'a'], c.upper()[-3:], c.encode()[-3:], (c + c)[-1002:][:3], c * 2 == c + c)
print(a.isascii(), e.isascii(), f.isascii(), int('1' * 600 + '2' + '3') % 1000, float('1' * 200 + '.' + '5'))


class Writer:
    def __init__(self):
        self.text = ''

    def write(self, piece):
        self.text += piece


w = Writer()
for i in range(20000):
    w.write('line %d\n' % i)
print(len(w.text), w.text.count('\n'), w.text.splitlines()[-1])

total = ''
for i in range(20000):
    total = total + 'ab'
    if i % 7 == 0:
        total += '\u0101' if i == 700 else '-'
print(len(total), total.count('ab'), total.index('\u0101'))


class Text(str):
    pass


t = Text('y' * 2000)
u = t + 'z'
u += 'w'
print(type(u), u[-4:], len(u), eval(repr(u)) == u, u.replace('y', '')[:5])
name = 'attribute_' * 60
name += 'x'
setattr(w, name, 5)
print(getattr(w, name), name in vars(w), {name: 1}[name + ''], '%s' % name[-3:], f'{name:.5}', name.find('x'))
