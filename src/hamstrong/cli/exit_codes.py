"""What the exit code of a command means; docs/cli.md and every help text say the same."""

EXIT_CODES = """**Exit codes**

0 done · 1 something unforeseen · 2 a value that cannot be used · 3 a file that cannot be read ·
4 a broken exercise file · 5 no plan possible · 6 not found · 7 not allowed ·
8 contradicts what is stored · 9 the machine refuses · 130 interrupted"""
