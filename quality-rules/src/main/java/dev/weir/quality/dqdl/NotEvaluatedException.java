package dev.weir.quality.dqdl;

/** A measure that is missing, with words that tell no value; mostly since a condition could not be evaluated on some rows. */
final class NotEvaluatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotEvaluatedException(String why) {
        super(why);
    }

    NotEvaluatedException(long rows) {
        super("its condition could not be evaluated on " + rows + (rows == 1 ? " row" : " rows"));
    }
}
