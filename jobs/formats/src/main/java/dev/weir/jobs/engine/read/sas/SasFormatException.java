package dev.weir.jobs.engine.read.sas;

import dev.weir.jobs.engine.read.file.UnsoundFileException;

/** What is wrong with a file of SAS as a whole. */
final class SasFormatException extends UnsoundFileException {
    private static final String FETCH_AGAIN = "Fetch it again, or have SAS write it again.";

    private static final String SAY_ENCODING = "Say its 'encoding' in weirRead.";

    SasFormatException(String problem, String remedy) {
        super(problem, remedy);
    }

    /** It is no file as SAS writes it. */
    static SasFormatException damaged(String why) {
        return new SasFormatException("is damaged: " + why + ".", FETCH_AGAIN);
    }

    /** It ends before it should. */
    static SasFormatException cut(String why) {
        return new SasFormatException("is cut off: " + why + ".", FETCH_AGAIN);
    }

    /** @param variable its number, from 1 */
    static SasFormatException tooLong(int variable) {
        return damaged("the name, label or format of variable " + variable + " is longer than SAS has any");
    }

    /** A name or label of it is no text in an encoding. */
    static SasFormatException noText(String encoding) {
        return new SasFormatException("has a name or label that is no text in " + encoding + ".", SAY_ENCODING);
    }

    /** Whether another encoding may be the answer. */
    boolean isOfEncoding() {
        return remedy().equals(SAY_ENCODING);
    }
}
