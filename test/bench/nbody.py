# Gravity between the sun and four planets, integrated with a fixed step.
from math import sqrt

DAYS = 365.24
SOLAR_MASS = 4.0 * 3.141592653589793 * 3.141592653589793

x = [0.0, 4.84143144246472090, 8.34336671824457987, 12.8943695621391310, 15.3796971148509165]
y = [0.0, -1.16032004402742839, 4.12479856412430479, -15.1111514016986312, -25.9193146099879641]
z = [0.0, -0.103622044471123109, -0.403523417114321381, -0.223307578892655734, 0.179258772950371181]
vx = [0.0, 0.00166007664274403694 * DAYS, -0.00276742510726411021 * DAYS, 0.00296460137564761618 * DAYS,
      0.00268067772490389322 * DAYS]
vy = [0.0, 0.00769901118419740425 * DAYS, 0.00499852801234917238 * DAYS, 0.00237847173959480950 * DAYS,
      0.00162824170038242295 * DAYS]
vz = [0.0, -0.0000690460016972063023 * DAYS, 0.0000230417297573763929 * DAYS, -0.0000296589568540237556 * DAYS,
      -0.0000951592254519715870 * DAYS]
mass = [SOLAR_MASS, 0.000954791938424326609 * SOLAR_MASS, 0.000285885980666130812 * SOLAR_MASS,
        0.0000436624404335156298 * SOLAR_MASS, 0.0000515138902046611451 * SOLAR_MASS]


def offset_momentum():
    px = py = pz = 0.0
    for i in range(len(mass)):
        px += vx[i] * mass[i]
        py += vy[i] * mass[i]
        pz += vz[i] * mass[i]
    vx[0] = -px / SOLAR_MASS
    vy[0] = -py / SOLAR_MASS
    vz[0] = -pz / SOLAR_MASS


def advance(steps, dt):
    n = len(mass)
    for _ in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                dx = x[i] - x[j]
                dy = y[i] - y[j]
                dz = z[i] - z[j]
                square = dx * dx + dy * dy + dz * dz
                magnitude = dt / (square * sqrt(square))
                vx[i] -= dx * mass[j] * magnitude
                vy[i] -= dy * mass[j] * magnitude
                vz[i] -= dz * mass[j] * magnitude
                vx[j] += dx * mass[i] * magnitude
                vy[j] += dy * mass[i] * magnitude
                vz[j] += dz * mass[i] * magnitude
        for i in range(n):
            x[i] += dt * vx[i]
            y[i] += dt * vy[i]
            z[i] += dt * vz[i]


def energy():
    total = 0.0
    for i in range(len(mass)):
        total += 0.5 * mass[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i])
        for j in range(i + 1, len(mass)):
            dx = x[i] - x[j]
            dy = y[i] - y[j]
            dz = z[i] - z[j]
            total -= mass[i] * mass[j] / sqrt(dx * dx + dy * dy + dz * dz)
    return total


def main():
    offset_momentum()
    print(f"{energy():.9f}")
    advance(1000000, 0.01)
    print(f"{energy():.9f}")


main()
