package dev.weir.jobs.notices;

import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.jobs.notices.channel.Notice;
import dev.weir.jobs.notices.channel.NoticeBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who gets which notices. An e-mail goes to the owners of what it is about; where one has no address, to those as well who get what no
 * owner is addressed for. In a chat all read everything: there the owners are called.
 */
final class NoticeRecipients {

    /** Owners are often written as addresses already. */
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");

    private NoticeRecipients() {}

    /** A letter, with what is kept of its notices. */
    record Addressed(NoticeBatch letter, List<StoredNotice> kept) {
        Addressed {
            kept = List.copyOf(kept);
        }
    }

    /** Notices in as few letters as can be. */
    static List<Addressed> letters(String workspace, NoticeChannel channel, List<StoredNotice> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        Map<Set<String>, List<StoredNotice>> byPeople = new LinkedHashMap<>();
        if (channel.endpoint() instanceof NoticeChannel.Mail mail) {
            due.forEach(
                    kept -> byPeople.computeIfAbsent(people(channel, mail, kept.notice()), first -> new ArrayList<>())
                            .add(kept));
        } else {
            byPeople.put(called(channel, due), due);
        }
        return byPeople.entrySet().stream()
                .map(entry -> new Addressed(
                        new NoticeBatch(
                                workspace,
                                entry.getValue().stream()
                                        .map(StoredNotice::notice)
                                        .toList(),
                                List.copyOf(entry.getKey())),
                        entry.getValue()))
                .toList();
    }

    private static Set<String> called(NoticeChannel channel, List<StoredNotice> due) {
        Set<String> called = new LinkedHashSet<>();
        due.forEach(kept -> kept.notice()
                .owners()
                .forEach(owner ->
                        Optional.ofNullable(channel.owners().get(owner)).ifPresent(called::add)));
        return called;
    }

    private static Set<String> people(NoticeChannel channel, NoticeChannel.Mail mail, Notice notice) {
        Set<String> people = new LinkedHashSet<>();
        boolean isForAll = notice.owners().isEmpty();
        for (String owner : notice.owners()) {
            String address = channel.owners().getOrDefault(owner, owner);
            if (MAILBOX.matcher(address).matches()) {
                people.add(address);
            } else {
                isForAll = true;
            }
        }
        if (isForAll) {
            people.addAll(mail.to());
        }
        return people;
    }
}
