package dev.weir.jobs.notices;

import dev.weir.contracts.settings.NoticeChannel;
import java.util.List;

/**
 * What stands in a channel.
 *
 * @param due what people are to get and have not got
 * @param delivered what holds, and was delivered
 */
public record ChannelState(NoticeChannel channel, List<StoredNotice> due, List<StoredNotice> delivered) {

    public ChannelState {
        due = List.copyOf(due);
        delivered = List.copyOf(delivered);
    }
}
