"""The fake of the Bot API: is it as strict, and as odd, as the platform?"""
