// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The twin of nbody.py.
#include <math.h>
#include <stdio.h>

#define DAYS 365.24
#define SOLAR_MASS (4.0 * 3.141592653589793 * 3.141592653589793)
#define N 5

static double x[N] = {0.0, 4.84143144246472090, 8.34336671824457987, 12.8943695621391310, 15.3796971148509165};
static double y[N] = {0.0, -1.16032004402742839, 4.12479856412430479, -15.1111514016986312, -25.9193146099879641};
static double z[N] = {0.0, -0.103622044471123109, -0.403523417114321381, -0.223307578892655734, 0.179258772950371181};
static double vx[N] = {0.0, 0.00166007664274403694 * DAYS, -0.00276742510726411021 * DAYS,
                       0.00296460137564761618 * DAYS, 0.00268067772490389322 * DAYS};
static double vy[N] = {0.0, 0.00769901118419740425 * DAYS, 0.00499852801234917238 * DAYS,
                       0.00237847173959480950 * DAYS, 0.00162824170038242295 * DAYS};
static double vz[N] = {0.0, -0.0000690460016972063023 * DAYS, 0.0000230417297573763929 * DAYS,
                       -0.0000296589568540237556 * DAYS, -0.0000951592254519715870 * DAYS};
static double mass[N] = {SOLAR_MASS, 0.000954791938424326609 * SOLAR_MASS, 0.000285885980666130812 * SOLAR_MASS,
                         0.0000436624404335156298 * SOLAR_MASS, 0.0000515138902046611451 * SOLAR_MASS};

static void offsetMomentum(void) {
    double px = 0.0, py = 0.0, pz = 0.0;
    for (long i = 0; i < N; ++i) {
        px += vx[i] * mass[i];
        py += vy[i] * mass[i];
        pz += vz[i] * mass[i];
    }
    vx[0] = -px / SOLAR_MASS;
    vy[0] = -py / SOLAR_MASS;
    vz[0] = -pz / SOLAR_MASS;
}

static void advance(long steps, double dt, long n) {
    for (long step = 0; step < steps; ++step) {
        for (long i = 0; i < n; ++i)
            for (long j = i + 1; j < n; ++j) {
                double dx = x[i] - x[j], dy = y[i] - y[j], dz = z[i] - z[j];
                double square = dx * dx + dy * dy + dz * dz;
                double magnitude = dt / (square * sqrt(square));
                vx[i] -= dx * mass[j] * magnitude;
                vy[i] -= dy * mass[j] * magnitude;
                vz[i] -= dz * mass[j] * magnitude;
                vx[j] += dx * mass[i] * magnitude;
                vy[j] += dy * mass[i] * magnitude;
                vz[j] += dz * mass[i] * magnitude;
            }
        for (long i = 0; i < n; ++i) {
            x[i] += dt * vx[i];
            y[i] += dt * vy[i];
            z[i] += dt * vz[i];
        }
    }
}

static double energy(void) {
    double total = 0.0;
    for (long i = 0; i < N; ++i) {
        total += 0.5 * mass[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i]);
        for (long j = i + 1; j < N; ++j) {
            double dx = x[i] - x[j], dy = y[i] - y[j], dz = z[i] - z[j];
            total -= mass[i] * mass[j] / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

int main(int argc, char** argv) {
    (void)argv;
    offsetMomentum();
    printf("%.9f\n", energy());
    advance(1000000, 0.01, N + (argc > 9)); // the number of bodies is not a constant in Python either
    printf("%.9f\n", energy());
    return 0;
}
