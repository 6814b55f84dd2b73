package dev.weir.quality.dqdl;

/** A measure that is missing, with words that tell no value; mostly since a condition could not be evaluated on some rows. */
final class NotEvaluatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String withoutNumber;

    NotEvaluatedException(String why) {
        super(why);
        this.withoutNumber = why;
    }

    NotEvaluatedException(long rows) {
        super("its condition could not be evaluated on " + rows + (rows == 1 ? " row" : " rows"));
        this.withoutNumber = "its condition could not be evaluated on every row";
    }

    /** @param masked whether the number of rows must not be said */
    String words(boolean masked) {
        return masked ? withoutNumber : String.valueOf(getMessage());
    }
}
