package dev.weir.jobs.notices.channel;

import dev.weir.contracts.settings.NoticeChannel;
import java.time.Clock;

/** Opens the channels that are reached in one way. {@link Channels} finds each by {@link java.util.ServiceLoader}. */
public interface ChannelOpener {

    /** Whether it opens channels that are reached so. */
    boolean opens(NoticeChannel.Reach reach);

    /**
     * Opens one; no server is asked yet.
     *
     * @param reach one that it {@link #opens}
     * @throws DeliveryException when it lacks what weir.yaml names for it
     */
    Channel open(NoticeChannel.Reach reach, Credentials credentials, Clock clock) throws DeliveryException;
}
