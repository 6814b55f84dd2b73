package dev.weir.jobs.notices;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.settings.InterpolatedValues;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.run.ProductRuns;
import dev.weir.jobs.engine.watch.RunStoppedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gives notice of what runs have come to, once they are over, where the profile asks for it. What the run was stays what it was. */
public final class NoticesAfterRun {

    private final Set<String> decided = new LinkedHashSet<>();
    private final Map<String, Throwable> failed = new LinkedHashMap<>();

    /** Does a run of a product; notes whether it came to a decision. */
    public <T> T during(String product, Supplier<T> run) {
        try {
            T result = run.get();
            decided.add(product);
            return result;
        } catch (RunStoppedException e) { // by a person
            throw e;
        } catch (RuntimeException | Error e) {
            failed.put(product, e);
            throw e;
        }
    }

    /** Does runs of many products, with what became of each. */
    public <T> T duringAll(Supplier<T> runs, Function<T, List<ProductRuns.Ended>> ended) {
        T result = during("", runs);
        decided.remove("");
        for (ProductRuns.Ended one : ended.apply(result)) {
            one.result().ifPresent(done -> decided.add(one.product()));
            one.failure().ifPresent(why -> failed.put(one.product(), why));
        }
        return result;
    }

    /** What cannot be found out, kept or sent is noted. */
    public void give(Desk desk) {
        if (decided.isEmpty() && failed.isEmpty()) {
            return;
        }
        Workspace settings;
        try {
            settings = desk.settings();
        } catch (ProblemsException e) {
            return; // the run has failed with it, and which channels there are is unknown
        }
        if (settings.profile().telemetry().notices().isEmpty()) {
            return;
        }
        InterpolatedValues filled =
                InterpolatedValues.of(settings.root(), desk.folder().environment());
        try {
            WorkspaceStatus standing = WorkspaceStatus.of(desk);
            NoticeRound round = new NoticeRound(desk, settings, standing, broken(desk, settings, standing), decided);
            for (ChannelState channel : round.send()) {
                if (!channel.due().isEmpty()) {
                    desk.caller()
                            .note(filled.asWritten(
                                    "No notice to '" + channel.channel().name() + "': "
                                            + channel.due().get(0).why() + "; "
                                            + channel.due().size()
                                            + (channel.due().size() == 1 ? " waits" : " wait")
                                            + " for the next run or 'weir notices --send'"));
                }
            }
            round.problems()
                    .forEach(problem -> desk.caller()
                            .note(filled.asWritten(
                                    "Notices may be missing: " + problem.what() + "; " + problem.why())));
        } catch (ProblemsException e) {
            e.problems()
                    .forEach(problem -> desk.caller()
                            .note(filled.asWritten("No notices: " + problem.what() + "; " + problem.why())));
        } catch (RuntimeException e) { // a fault of Weir's own is no reason for a run to be another than it was
            desk.caller()
                    .note("No notices: a fault of Weir's own (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** A product that is misspelt on the command line breaks nothing. */
    private List<FailedRun> broken(Desk desk, Workspace settings, WorkspaceStatus standing) {
        return failed.entrySet().stream()
                .filter(entry -> !isMisspelt(entry.getKey(), entry.getValue(), standing))
                .map(entry -> FailedRun.of(
                        entry.getKey(),
                        entry.getValue(),
                        file -> isOwnFile(settings.root(), file),
                        desk.now(),
                        standing.owners(entry.getKey())))
                .toList();
    }

    private static boolean isMisspelt(String product, Throwable failure, WorkspaceStatus standing) {
        boolean isUsage = failure instanceof ProblemsException thrown
                && thrown.problems().stream().allMatch(problem -> problem.code() == Code.USAGE);
        boolean isUnknown = !product.isEmpty()
                && standing.workspace()
                        .filter(workspace -> workspace.product(product).isEmpty())
                        .isPresent();
        return isUsage || isUnknown;
    }

    private static boolean isOwnFile(Path root, String file) {
        try {
            Path path = Path.of(file);
            return !path.isAbsolute()
                    && root.resolve(path).normalize().startsWith(root)
                    && Files.isRegularFile(root.resolve(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
