package dev.weir.jobs.notices;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.NoticeChannel;
import dev.weir.contracts.text.InstantText;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.notices.channel.Channels;
import dev.weir.jobs.notices.channel.DeliveryException;
import dev.weir.jobs.notices.channel.Notice;
import dev.weir.jobs.notices.channel.NoticeBatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notices of a workspace, by channel. Starts no Spark.
 *
 * @param channels in the order of weir.yaml
 * @param problems what could not be looked at, or kept
 */
public record WorkspaceNotices(List<ChannelState> channels, List<Problem> problems) {

    public WorkspaceNotices {
        channels = List.copyOf(channels);
        problems = List.copyOf(problems);
    }

    /** What people have got, and what they are to get. Sends nothing. */
    public static WorkspaceNotices look(Desk desk) {
        NoticeRound round = round(desk);
        return new WorkspaceNotices(round.look(), round.problems());
    }

    /** Sends what people are to get; what is due afterwards was not delivered. */
    public static WorkspaceNotices send(Desk desk) {
        NoticeRound round = round(desk);
        return new WorkspaceNotices(round.send(), round.problems());
    }

    private static NoticeRound round(Desk desk) {
        return new NoticeRound(desk, desk.settings(), WorkspaceStatus.of(desk), List.of(), Set.of());
    }

    /**
     * Sends a test notice.
     *
     * @throws ProblemsException when there is no such channel; with {@link Code#STORE_UNREACHABLE} when it was not delivered
     */
    public static void test(Desk desk, String name) {
        Workspace settings = desk.settings();
        List<NoticeChannel> channels = settings.profile().telemetry().notices();
        NoticeChannel channel = channels.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, channels));
        String workspace = settings.settings().name();
        Notice notice = new Notice(
                "test",
                "test-" + desk.now(),
                "A test of the channel '" + name + "'",
                List.of("Workspace " + workspace + " sends its notices here. There is nothing to do."),
                List.of(),
                Map.of());
        Optional<String> why = new NoticeDelivery(settings.root(), desk.clock(), NoticeDelivery.PATIENCE)
                .send(List.of(new NoticeDelivery.Bag(
                        channel, List.of(new NoticeBatch(workspace, List.of(notice), List.of())))))
                .get(0)
                .get(0);
        if (why.isPresent()) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of("weir.yaml"),
                    "The channel '" + name + "' has not delivered the test",
                    why.get(),
                    "Correct 'notices." + name
                            + "' in weir.yaml, its variable or its file, or see to the server; then test it"
                            + " again.");
        }
    }

    private static ProblemsException unknown(String name, List<NoticeChannel> channels) {
        List<String> names = channels.stream().map(NoticeChannel::name).toList();
        return ProblemsException.of(
                Code.UNKNOWN_NAME,
                Place.of("weir.yaml"),
                "There is no channel '" + name + "'",
                names.isEmpty()
                        ? "'notices' of the profile names none"
                        : "'notices' of the profile names " + String.join(", ", names),
                names.isEmpty()
                        ? "add it under 'notices', as docs/language/roles-and-notices.md says"
                        : NearestName.remedy(name, names, "name one of these"));
    }

    /**
     * What keeps notices from people.
     *
     * @param channel its name
     * @param what one sentence
     */
    public record Unsent(String channel, String what) {

        static Unsent of(String channel, Problem problem) {
            return new Unsent(channel, problem.what() + ": " + problem.why() + ".");
        }
    }

    /** What was not delivered, and channels without what weir.yaml names for them. Sends nothing. */
    public static List<Unsent> unsent(Workspace settings) {
        List<Unsent> found = new ArrayList<>();
        for (NoticeChannel channel : settings.profile().telemetry().notices()) {
            try {
                Channels.open(channel, settings.root(), Clock.systemUTC());
            } catch (DeliveryException e) {
                found.add(new Unsent(channel.name(), "Nothing can be sent: " + e.why() + "."));
            }
            try {
                found.addAll(waiting(settings, channel.name()));
            } catch (ProblemsException e) {
                e.problems().forEach(problem -> found.add(Unsent.of(channel.name(), problem)));
            }
        }
        return found;
    }

    private static List<Unsent> waiting(Workspace settings, String channel) {
        Outbox outbox = Outbox.of(settings, channel);
        List<StoredNotice> waiting = outbox.read().values().stream()
                .filter(kept -> kept.deliveredAt().isEmpty())
                .sorted(Comparator.comparing(StoredNotice::since))
                .toList();
        List<Unsent> found = new ArrayList<>();
        outbox.damaged().forEach(problem -> found.add(Unsent.of(channel, problem)));
        if (!waiting.isEmpty()) {
            found.add(new Unsent(
                    channel,
                    waiting.size() + (waiting.size() == 1 ? " notice has" : " notices have")
                            + " not been delivered, the first since "
                            + InstantText.of(waiting.get(0).since()) + ": "
                            + waiting.get(0).why() + "."));
        }
        return found;
    }
}
