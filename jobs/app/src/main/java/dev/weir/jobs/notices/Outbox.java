package dev.weir.jobs.notices;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of the notices of a channel: small files below {@code .notices/<channel>} of the warehouse, one for each subject. So all machines that
 * work with a warehouse know what was sent. Where two runs end at the same moment, each of them may send what both have found.
 */
final class Outbox {

    private static final String FOLDER = ".notices";
    private static final int NAME = 32;

    private final LogFiles files;
    private final String channel;
    private final List<Problem> damaged = new ArrayList<>();

    private Outbox(LogFiles files, String channel) {
        this.files = files;
        this.channel = channel;
    }

    static Outbox of(Workspace settings, String channel) {
        return new Outbox(new LogFiles(Warehouse.of(settings).files().folder(FOLDER)), channel);
    }

    /** All that is kept, by subject. A file that cannot be read is damaged, and counts for nothing. */
    Map<String, StoredNotice> read() {
        Map<String, StoredNotice> kept = new TreeMap<>();
        for (String name : files.list(channel)) {
            String file = channel + "/" + name;
            try {
                files.read(file)
                        .map(bytes -> StoredNotice.parse(files.place(file), new String(bytes, StandardCharsets.UTF_8)))
                        .ifPresent(notice -> kept.put(notice.subject(), notice));
            } catch (ProblemsException e) {
                damaged.addAll(e.problems());
            }
        }
        return kept;
    }

    /** What {@link #read} could not read. */
    List<Problem> damaged() {
        return List.copyOf(damaged);
    }

    void keep(StoredNotice notice) {
        files.replace(name(notice.subject()), notice.print().getBytes(StandardCharsets.UTF_8));
    }

    void forget(String subject) {
        files.delete(name(subject));
    }

    private String name(String subject) {
        return channel + "/" + Sha256.hex(subject).substring(0, NAME) + ".json";
    }
}
