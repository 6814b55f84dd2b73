package dev.weir.jobs.notices;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.contracts.settings.NoticeChannel.Wanted;
import dev.weir.jobs.notices.channel.Notice;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something in force for a time, whose last day is known.
 *
 * @param of the product's id, or the recipient's
 * @param which the rule, the column as {@code table.column}, or the mechanism
 * @param owners who answers for it
 */
record ExpiringTerm(Kind kind, String of, String which, LocalDate last, LocalDate today, List<String> owners)
        implements NoticeEvent {

    enum Kind {
        WAIVER,
        HARMLESS,
        MECHANISM
    }

    ExpiringTerm {
        owners = List.copyOf(owners);
    }

    private long days() {
        return ChronoUnit.DAYS.between(today, last);
    }

    private boolean isOver() {
        return days() < 0;
    }

    @Override
    public Topic topic() {
        return Topic.ENDS;
    }

    @Override
    public boolean isWanted(Wanted wanted) {
        return wanted.on().contains(Topic.ENDS) && days() <= wanted.days();
    }

    @Override
    public String subject() {
        return "ends/" + Json.word(kind) + "/" + of + "/" + which;
    }

    @Override
    public String state() {
        return last + (isOver() ? " over" : " near");
    }

    @Override
    public String occasion() {
        return today.toString();
    }

    private String name() {
        return switch (kind) {
            case WAIVER -> "The waiver of rule '" + which + "' of " + of;
            case HARMLESS -> "The word that column '" + which + "' of " + of + " is harmless";
            case MECHANISM -> "The mechanism " + which + " of recipient '" + of + "'";
        };
    }

    @Override
    public Notice notice() {
        List<String> lines = new ArrayList<>();
        lines.add("Its last day " + (isOver() ? "was " : "is ") + last + (isOver() ? "." : ": " + left() + "."));
        lines.add(consequence());
        Map<String, String> about = new LinkedHashMap<>();
        about.put(kind == Kind.MECHANISM ? "recipient" : "product", of);
        about.put(
                switch (kind) {
                    case WAIVER -> "rule";
                    case HARMLESS -> "column";
                    case MECHANISM -> "mechanism";
                },
                which);
        about.put("last-day", last.toString());
        return notice(name() + (isOver() ? " is over" : " ends on " + last), lines, owners, about);
    }

    private String left() {
        return days() == 0 ? "today" : days() == 1 ? "1 day is left" : days() + " days are left";
    }

    private String consequence() {
        return switch (kind) {
            case WAIVER ->
                "After it the rule stops releases again. What to do: mend the data, or 'weir waive' once more.";
            case HARMLESS ->
                "After it a run stops where the column looks like people. What to do: look at the column, then say so"
                        + " again in the waivers.";
            case MECHANISM ->
                "After it no copy may rest on the mechanism. What to do: renew it with the authority, and write it"
                        + " down in contracts/recipients.yaml.";
        };
    }
}
