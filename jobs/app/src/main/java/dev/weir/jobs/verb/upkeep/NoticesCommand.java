package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.read.settings.InterpolatedValues;
import dev.weir.jobs.cli.terminal.DamagedLogFiles;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.notices.ChannelState;
import dev.weir.jobs.notices.StoredNotice;
import dev.weir.jobs.notices.WorkspaceNotices;
import dev.weir.jobs.notices.channel.Notice;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "notices",
        description = {
            "Show which notices people have got, and which wait; send those.",
            "Notices are of releases that were held or refused, of runs that failed, of drift, of waivers and"
                    + " mechanisms",
            "that end soon, and of thresholds of the law that are near. Each run sends what there is; this command"
                    + " sends",
            "it on days without a run, and what could not be sent before. No value of a row is in them. Starts no"
                    + " Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir notices                       what holds, by channel; nothing is sent",
            "  weir notices --send                for a scheduler, once a day; ends with 6 where a notice was not"
                    + " delivered",
            "  weir notices --test stewards       a test to one channel",
        })
public final class NoticesCommand extends PrintingCommand {

    @Option(names = "--send", description = "Send what waits.")
    private boolean send;

    @Option(names = "--test", paramLabel = "CHANNEL", description = "Send a test to this channel, and nothing else.")
    private @Nullable String test;

    public NoticesCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        if (test != null) {
            return test(test);
        }
        WorkspaceNotices found = send ? WorkspaceNotices.send(desk()) : WorkspaceNotices.look(desk());
        print(() -> text(found), () -> DamagedLogFiles.in(json(found), found.problems()));
        int status = DamagedLogFiles.print(terminal, found.problems());
        boolean isLeft = send
                && found.channels().stream().anyMatch(channel -> !channel.due().isEmpty());
        return isLeft ? Math.max(status, ExitCode.STORAGE.status()) : status;
    }

    private int test(String channel) {
        if (send) {
            throw ProblemsException.usage(
                    "--test",
                    "'--test' stands beside '--send'",
                    "it sends a test and nothing else",
                    "leave one of them out");
        }
        WorkspaceNotices.test(desk(), channel);
        return print(
                () -> terminal.result("@|bold,green Delivered|@: a test to '" + channel + "'"),
                () -> Json.object().put("tested", channel));
    }

    private void text(WorkspaceNotices found) {
        InterpolatedValues filled = workspace.filled();
        if (found.channels().isEmpty()) {
            terminal.plain("Nobody gets notices: 'notices' of the profile names no channel.");
        }
        for (ChannelState state : found.channels()) {
            terminal.plain(state.channel().name() + "  "
                    + (state.due().isEmpty() ? "nothing waits" : state.due().size() + " to send") + ", "
                    + state.delivered().size() + " delivered");
            for (StoredNotice kept : state.due()) {
                terminal.plain(filled.asWritten("  waits      " + kept.notice().title()
                        + (kept.why().isEmpty() ? "" : "  (not delivered: " + kept.why() + ")")));
            }
            for (StoredNotice kept : state.delivered()) {
                terminal.plain("  delivered  " + kept.notice().title());
            }
        }
    }

    /** As {@code schemas/notices.schema.json} says. */
    private static ObjectNode json(WorkspaceNotices found) {
        ObjectNode node = Json.object();
        node.set("channels", Json.objects(found.channels(), state -> {
            ObjectNode channel = Json.object().put("channel", state.channel().name());
            channel.set("due", Json.objects(state.due(), NoticesCommand::json));
            channel.set("delivered", Json.objects(state.delivered(), NoticesCommand::json));
            return channel;
        }));
        return node;
    }

    private static ObjectNode json(StoredNotice kept) {
        Notice notice = kept.notice();
        ObjectNode json = Notice.SHAPE.node(notice).put("since", kept.since().toString());
        kept.deliveredAt().ifPresent(at -> json.put("told", at.toString()));
        if (!kept.why().isEmpty()) {
            json.put("why", kept.why());
        }
        return json;
    }
}
