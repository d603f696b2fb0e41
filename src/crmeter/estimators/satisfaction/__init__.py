"""What customers answer when they are asked: scores, weights of answers, what drives satisfaction."""
