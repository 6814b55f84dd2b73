package dev.weir.jobs.engine.read.vcf;

/** Takes values that are none of their columns' types. */
interface BadValues {
    void badValue(int column, String expectation);
}
