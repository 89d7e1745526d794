"""What is known about the world, as tables: every row dated and sourced."""
