# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The Mandelbrot set as text: mandelbrot.py [WIDTH [X Y ZOOM]]"""
import sys
import time

SHADES = " .:-=+*#%@"
MOST = 500


def steps(x: float, y: float) -> int:
    """How long the orbit of a point stays near."""
    a = b = 0.0
    for step in range(MOST):
        a, b = a * a - b * b + x, 2.0 * a * b + y
        if a * a + b * b > 4.0:
            return step
    return MOST


def line(row: int, width: int, height: int, x: float, y: float, size: float) -> str:
    # Letters are twice as high as wide.
    imaginary = y + (row - height / 2) * 2 * size / width
    points = [steps(x + (column - width / 2) * size / width, imaginary) for column in range(width)]
    return "".join(" " if count == MOST else SHADES[1 + count % (len(SHADES) - 1)] for count in points)


def main(arguments: list[str]) -> None:
    try:
        width = int(arguments[0]) if arguments else 78
        x, y, zoom = (float(text) for text in arguments[1:4]) if len(arguments) > 1 else (-0.6, 0.0, 1.0)
    except ValueError as error:
        sys.exit(f"mandelbrot: {error}")
    start = time.perf_counter()
    height = width * 3 // 8
    for row in range(height):
        print(line(row, width, height, x, y, 3.2 / zoom))
    print(f"{width} × {height} points in {time.perf_counter() - start:.3f} seconds")


main(sys.argv[1:])
