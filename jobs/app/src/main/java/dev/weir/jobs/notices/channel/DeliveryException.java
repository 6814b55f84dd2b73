package dev.weir.jobs.notices.channel;

/** A letter that did not arrive, as far as anybody knows. Its message has the reason, without anything secret. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    public DeliveryException(String why) {
        super(why);
        this.why = why;
    }

    /**
     * Where a connection could not be made secret: a certificate that Java does not trust, or of another name, or of another day.
     */
    static DeliveryException untrusted(String failure) {
        return new DeliveryException(
                "this machine does not trust the server's certificate, or they have no TLS in common (" + failure
                        + ")");
    }

    /** Why, half a sentence. */
    public String why() {
        return why;
    }
}
