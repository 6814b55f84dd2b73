package dev.weir.quality.dqdl;

/** A measure that is missing, since the condition of its rows could not be evaluated on some of them. */
final class NotEvaluatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotEvaluatedException(long rows) {
        super("its condition could not be evaluated on " + rows + (rows == 1 ? " row" : " rows"));
    }
}
