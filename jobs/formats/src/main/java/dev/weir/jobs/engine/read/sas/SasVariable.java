package dev.weir.jobs.engine.read.sas;

/**
 * A variable of a data set: where its values stand in an observation.
 *
 * @param name as the file has it
 * @param label what people call it; empty where there is none
 * @param format of its values, without width, such as {@code DATE}; empty where there is none
 * @param isNumeric whether its values are numbers; texts otherwise
 * @param offset of its first byte in an observation
 * @param length in bytes
 */
record SasVariable(String name, String label, String format, boolean isNumeric, int offset, int length) {

    /** 32 characters, and 256, of four bytes at most: SAS knows no longer names and labels. */
    static final int MOST_NAME_BYTES = 4 * 32;

    static final int MOST_LABEL_BYTES = 4 * 256;
}
