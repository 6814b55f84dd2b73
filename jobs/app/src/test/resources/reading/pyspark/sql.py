"""Stands in for PySpark: notes settings and statements, which the test hands to a real session of the same Spark."""

noted = []


class Session:
    def sql(self, statement):
        noted[-1]["sql"] = statement
        return None


class Builder:
    def __init__(self):
        noted.append({"settings": {}})

    def config(self, key, value):
        noted[-1]["settings"][key] = value
        return self

    def getOrCreate(self):
        return Session()


class _Sessions(type):
    @property
    def builder(cls):
        return Builder()


class SparkSession(metaclass=_Sessions):
    pass
