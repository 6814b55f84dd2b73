package dev.weir.jobs.desk.notices.channel;

/** A letter that did not arrive, as far as anybody knows. Its message says why, in words without anything secret. */
public final class Undelivered extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    public Undelivered(String why) {
        super(why);
        this.why = why;
    }

    /** Why, half a sentence. */
    public String why() {
        return why;
    }
}
