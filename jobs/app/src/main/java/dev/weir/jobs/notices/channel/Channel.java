package dev.weir.jobs.notices.channel;

/** How a letter leaves. A call may take as long as the server likes: its caller has a clock. */
public interface Channel {

    /** Sends a letter; it is delivered when this returns. */
    void send(NoticeBatch letter) throws DeliveryException, InterruptedException;
}
