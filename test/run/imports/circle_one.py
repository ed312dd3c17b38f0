print("one begins")
value = 1
import circle_two

print("one sees", circle_two.value, circle_two.seen)
late = "late one"
