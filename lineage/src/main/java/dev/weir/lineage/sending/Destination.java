package dev.weir.lineage.sending;

/** A place that events are sent to. It is called by one thread, one event at a time. */
interface Destination extends AutoCloseable {

    /**
     * Sends one, and returns only when the destination's answer is known, or that there is none in time.
     *
     * @param event OpenLineage's JSON, one line
     * @throws InterruptedException when the thread is interrupted; the event may or may not have arrived
     */
    Delivery send(String event) throws InterruptedException;

    /** Lets go of what it holds open; called also where nothing was sent. */
    @Override
    void close();

    /** The kind of failure alone: messages of clients may hold addresses with passwords. */
    static String kind(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
