package dev.weir.jobs.notices.channel;

import dev.weir.contracts.settings.NoticeChannel;
import java.time.Clock;

/** Opens the channels of one kind. {@link Channels} finds each by {@link java.util.ServiceLoader}. */
public interface ChannelOpener {

    NoticeChannel.Kind kind();

    /**
     * Opens one; no server is asked yet.
     *
     * @param endpoint of this kind
     * @throws DeliveryException when it lacks what weir.yaml names for it
     */
    Channel open(NoticeChannel.Endpoint endpoint, Credentials credentials, Clock clock) throws DeliveryException;
}
