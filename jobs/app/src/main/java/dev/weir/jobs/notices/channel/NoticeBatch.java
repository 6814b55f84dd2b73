package dev.weir.jobs.notices.channel;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Notices that are sent at once, to the same people.
 *
 * @param workspace its name
 * @param notices one or more
 * @param to whom it is addressed to, as the channel calls them; the whole channel when empty
 */
public record NoticeBatch(String workspace, List<Notice> notices, List<String> to) {

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9-]{6,20}");
    private static final String MORE = "… and more: 'weir notices' shows all of them.";

    public NoticeBatch {
        requireNonNull(workspace, "workspace");
        notices = List.copyOf(notices);
        to = List.copyOf(to);
        if (notices.isEmpty()) {
            throw new IllegalArgumentException("A letter says something");
        }
    }

    /** The same for the same notices. */
    public String id() {
        return Sha256.hex(notices.stream().map(Notice::id).collect(Collectors.joining(" ")))
                .substring(0, 32);
    }

    /** Those of the people that are telephone numbers: some servers take these apart from accounts. */
    List<String> phones() {
        return to.stream().filter(PHONE.asMatchPredicate()).toList();
    }

    /** Those that are none. */
    List<String> accounts() {
        return to.stream().filter(PHONE.asMatchPredicate().negate()).toList();
    }

    /** One line. */
    public String title() {
        return notices.size() == 1 ? notices.get(0).title() : notices.size() + " notices of " + workspace;
    }

    /** The whole of it. */
    public String text() {
        return text(Integer.MAX_VALUE);
    }

    /**
     * As many whole lines of it as there is room for.
     *
     * @param bytes in UTF-8, at most
     */
    public String text(int bytes) {
        List<String> lines = new ArrayList<>();
        for (Notice notice : notices) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(notice.text());
        }
        String all = String.join("\n", lines);
        if (length(all) <= bytes) {
            return all;
        }
        StringBuilder kept = new StringBuilder();
        long room = bytes - length(MORE);
        for (String line : lines) {
            room -= length(line) + 1;
            if (room < 0) {
                break;
            }
            kept.append(line).append('\n');
        }
        return kept + MORE;
    }

    private static long length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
