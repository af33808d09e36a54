"""What is made of files: what they truly are, a clean copy of a picture, the receipt as a picture."""
