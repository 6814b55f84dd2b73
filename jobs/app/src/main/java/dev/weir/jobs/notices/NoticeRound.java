package dev.weir.jobs.notices;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.jobs.desk.Desk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One look at what there is to give notice of, and at what every channel has given notice of before. */
final class NoticeRound {

    private final Desk desk;
    private final Workspace settings;
    private final WorkspaceStatus standing;
    private final List<FailedRun> broken;
    private final Set<String> decided;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A round.
     *
     * @param broken runs that have come to no decision just now
     * @param decided products whose runs have just come to one
     */
    NoticeRound(Desk desk, Workspace settings, WorkspaceStatus standing, List<FailedRun> broken, Set<String> decided) {
        this.desk = desk;
        this.settings = settings;
        this.standing = standing;
        this.broken = List.copyOf(broken);
        this.decided = Set.copyOf(decided);
        this.problems.addAll(standing.problems());
    }

    /** What could not be looked at, or kept. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What would be sent; nothing is changed. */
    List<ChannelState> look() {
        return settings.profile().telemetry().notices().stream()
                .map(channel -> look(channel, Optional.empty()))
                .toList();
    }

    private record AtWork(ChannelState state, Outbox outbox, List<NoticeRecipients.Addressed> letters) {}

    /** Sends it. What has been delivered is kept as that only after it was. */
    List<ChannelState> send() {
        List<AtWork> channels = new ArrayList<>();
        List<NoticeDelivery.Bag> bags = new ArrayList<>();
        for (NoticeChannel channel : settings.profile().telemetry().notices()) {
            Outbox outbox = Outbox.of(settings, channel.name());
            ChannelState state = look(channel, Optional.of(outbox));
            List<NoticeRecipients.Addressed> letters =
                    NoticeRecipients.letters(settings.settings().name(), channel, state.due());
            channels.add(new AtWork(state, outbox, letters));
            bags.add(new NoticeDelivery.Bag(
                    channel,
                    letters.stream().map(NoticeRecipients.Addressed::letter).toList()));
        }
        List<List<Optional<String>>> answers =
                new NoticeDelivery(settings.root(), desk.clock(), NoticeDelivery.PATIENCE).send(bags);
        List<ChannelState> results = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            results.add(kept(channels.get(i), answers.get(i)));
        }
        return results;
    }

    private ChannelState kept(AtWork channel, List<Optional<String>> answers) {
        List<StoredNotice> due = new ArrayList<>();
        List<StoredNotice> delivered = new ArrayList<>(channel.state().delivered());
        for (int i = 0; i < answers.size(); i++) {
            Optional<String> why = answers.get(i);
            for (StoredNotice notice : channel.letters().get(i).kept()) {
                StoredNotice result = why.map(notice::undelivered).orElseGet(() -> notice.delivered(desk.now()));
                (why.isPresent() ? due : delivered).add(result);
                part(() -> channel.outbox().keep(result));
            }
        }
        return new ChannelState(channel.state().channel(), due, delivered);
    }

    private void part(Runnable part) {
        try {
            part.run();
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
        }
    }

    /** @param changed from which what is over is taken; empty when nothing is to be changed */
    private ChannelState look(NoticeChannel channel, Optional<Outbox> changed) {
        Outbox outbox = changed.orElseGet(() -> Outbox.of(settings, channel.name()));
        Map<String, StoredNotice> kept = outbox.read();
        problems.addAll(outbox.damaged());
        Instant now = desk.now();
        List<StoredNotice> due = new ArrayList<>();
        List<StoredNotice> delivered = new ArrayList<>();
        Map<String, NoticeEvent> wanted = new LinkedHashMap<>();
        standing.happenings().stream()
                .filter(happening -> happening.isWanted(channel.wanted()))
                .forEach(happening -> wanted.put(happening.subject(), happening));
        broken.stream().filter(run -> run.isWanted(channel.wanted())).forEach(run -> wanted.put(run.subject(), run));
        wanted.forEach((subject, happening) -> {
            StoredNotice before = kept.get(subject);
            if (before == null
                    || (before.deliveredAt().isPresent() && !before.state().equals(happening.state()))) {
                due.add(StoredNotice.of(happening, now));
            } else if (before.isDue(happening, channel.wanted().again(), now)) {
                due.add(before.now(happening));
            } else {
                delivered.add(before);
            }
        });
        kept.forEach((subject, before) -> {
            if (wanted.containsKey(subject)) {
                return;
            }
            if (isOver(before)) {
                changed.ifPresent(box -> part(() -> box.forget(subject)));
            } else if (before.deliveredAt().isEmpty()) {
                due.add(before);
            } else {
                delivered.add(before);
            }
        });
        return new ChannelState(channel, due, delivered);
    }

    private boolean isOver(StoredNotice kept) {
        if (!kept.subject().startsWith(FailedRun.SUBJECT)) {
            return standing.unknown().stream()
                    .map(Json::word)
                    .noneMatch(kept.notice().topic()::equals);
        }
        String product = kept.subject().substring(FailedRun.SUBJECT.length());
        if (product.isEmpty()) {
            return !decided.isEmpty();
        }
        boolean isGone = standing.workspace()
                .filter(workspace -> workspace.product(product).isEmpty())
                .isPresent();
        Instant ended = standing.ended().get(product);
        return isGone || decided.contains(product) || (ended != null && ended.isAfter(kept.since()));
    }
}
