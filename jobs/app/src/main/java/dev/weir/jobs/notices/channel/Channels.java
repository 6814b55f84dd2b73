package dev.weir.jobs.notices.channel;

import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.contracts.settings.NoticeChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Opens the channels that a profile names. */
public final class Channels {

    private Channels() {}

    /**
     * Opens a channel; no server is asked yet.
     *
     * @param root what paths are relative to
     * @throws DeliveryException when it lacks what weir.yaml names for it
     */
    public static Channel open(NoticeChannel channel, Path root, Clock clock) throws DeliveryException {
        List<ChannelOpener> openers = InstalledPlugins.all(ChannelOpener.class, "the opener of a kind of channel");
        return InstalledPlugins.only(
                        ChannelOpener.class,
                        "openers of one kind of channel",
                        openers,
                        opener -> opener.kind() == channel.endpoint().kind())
                .orElseThrow(() -> new DeliveryException("the class path has no opener of such channels"))
                .open(channel.endpoint(), new Credentials(root), clock);
    }
}
