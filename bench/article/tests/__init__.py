"""python3 -m unittest discover -s bench/article -t bench/article"""
