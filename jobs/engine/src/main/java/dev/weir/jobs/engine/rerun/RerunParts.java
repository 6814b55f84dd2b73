package dev.weir.jobs.engine.rerun;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.UsedModel;
import dev.weir.contracts.release.UsedPlugin;
import dev.weir.jobs.engine.scope.ReplacedFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.PlanPlugins;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.ModelCheck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The releases that brought the parts of a release, found from the newest back: each table goes on from the release before, or
 * from an earlier one where files were replaced, up to one that made it whole. What was loaded again since for the same interval is left out where no other row was judged
 * by it.
 */
final class RerunParts {

    private final WeirSession session;
    private final Function<Manifest, Workspace> recorded;
    private final Map<Manifest.Basis, WeirSession> sessions = new HashMap<>();
    private final Set<String> lookedInto = new LinkedHashSet<>();
    private final List<Loaded> loadedLater = new ArrayList<>();

    /** @param recorded the workspace as it stood when a release was made */
    RerunParts(WeirSession session, Function<Manifest, Workspace> recorded) {
        this.session = session;
        this.recorded = recorded;
    }

    /**
     * All of them.
     *
     * @param base the release whose tables the first part goes on from; empty where it goes on from none
     * @param tables those of the base that are needed
     * @param parts the first first
     */
    record Found(Optional<Manifest> base, Set<String> tables, List<RerunPart> parts) {
        Found {
            tables = Set.copyOf(tables);
            parts = List.copyOf(parts);
        }
    }

    /** Rows of an interval that a release made anew. */
    private record Loaded(String table, String column, TableLoad.Span span) {}

    /**
     * Finds them.
     *
     * @param from the release that is taken as it was released; empty to go back to the first part
     * @throws ProblemsException when the release was not made on top of that one; when the law is no longer that of a part
     */
    Found of(Manifest release, OptionalLong from) {
        Deque<RerunPart> parts = new ArrayDeque<>();
        List<String> passed = new ArrayList<>();
        NavigableMap<Long, Set<String>> wanted = new TreeMap<>(Map.of(release.number(), names(release)));
        while (!wanted.isEmpty()) {
            Map.Entry<Long, Set<String>> newest = wanted.pollLastEntry();
            boolean isItself = newest.getKey() == release.number();
            Manifest next = isItself ? release : read(release, newest.getKey());
            if (!isItself) {
                passed.add(next.reference());
                if (from.isPresent()
                        && (from.getAsLong() == next.number()
                                || from.getAsLong() == original(next).number())) {
                    requireAll(release, next, wanted);
                    return new Found(Optional.of(next), newest.getValue(), List.copyOf(parts));
                }
            }
            RerunPart part = part(original(next), newest.getValue(), release);
            if (!part.tables().isEmpty()) {
                parts.addFirst(part);
            }
            goingOn(part, newest.getValue())
                    .forEach((table, base) -> wanted.computeIfAbsent(base, number -> new LinkedHashSet<>())
                            .add(table));
        }
        requireNone(release, from, passed);
        return new Found(Optional.empty(), Set.of(), List.copyOf(parts));
    }

    private Manifest read(Manifest release, long number) {
        return session.releaseLog().read(release.product(), number);
    }

    /** A release that has the content of an earlier one has brought nothing of its own. */
    private Manifest original(Manifest release) {
        Manifest original = release;
        while (original.history().contentOf().isPresent()) {
            original = read(release, original.history().contentOf().getAsLong());
        }
        return original;
    }

    private RerunPart part(Manifest release, Set<String> wanted, Manifest whole) {
        WeirSession then = sessions.computeIfAbsent(
                release.basis(), basis -> session.at(recorded.apply(release).in(basis.zone())));
        LawPack law = law(then.workspace(), release, whole);
        Plan plan = new Planner(Grammars.languages(), law)
                .plan(
                        then.workspace(),
                        release.product(),
                        then.workspace().day(release.record().run().started()));
        requireAdded(plan, release);
        Set<String> made = made(plan, release, wanted);
        made.forEach(name -> lookedInto.addAll(plan.table(name).looksInto()));
        for (TablePlan table : plan.tables()) {
            loaded(table, release).ifPresent(loadedLater::add);
        }
        return new RerunPart(release, then, law, plan, scope(plan, release, then.workspace()), made);
    }

    private Set<String> made(Plan plan, Manifest release, Set<String> wanted) {
        Set<String> made = new LinkedHashSet<>();
        List<TablePlan> tables = plan.tables();
        for (int i = tables.size() - 1; i >= 0; i--) {
            TablePlan table = tables.get(i);
            boolean again = wanted.contains(table.name()) && !isLoadedAgain(table, release);
            if (again
                    || made.stream()
                            .anyMatch(name -> plan.table(name).looksInto().contains(table.name()))) {
                made.add(table.name());
            }
        }
        return made;
    }

    /** Whether nothing is left of the rows that the release brought, and no later row was judged by them. */
    private boolean isLoadedAgain(TablePlan table, Manifest release) {
        Optional<Loaded> then = loaded(table, release);
        return then.isPresent()
                && !lookedInto.contains(table.name())
                && loadedLater.stream()
                        .anyMatch(later -> later.table().equals(then.get().table())
                                && later.column().equals(then.get().column())
                                && !later.span()
                                        .from()
                                        .isAfter(then.get().span().from())
                                && !later.span().to().isBefore(then.get().span().to()));
    }

    private static Optional<Loaded> loaded(TablePlan table, Manifest release) {
        return table.load() instanceof Load.Append append
                ? release.table(table.name())
                        .flatMap(released -> released.load().interval())
                        .map(span -> new Loaded(table.name(), append.interval(), span))
                : Optional.empty();
    }

    /** The tables whose rows of an earlier release are needed, and its number. */
    private static Map<String, Long> goingOn(RerunPart part, Set<String> wanted) {
        Set<String> needed = new LinkedHashSet<>(wanted);
        needed.addAll(part.tables());
        Map<String, Long> bases = new LinkedHashMap<>();
        needed.forEach(name -> part.release()
                .table(name)
                .ifPresent(table -> table.load().base().ifPresent(base -> bases.put(name, base))));
        return bases;
    }

    private RunScope scope(Plan plan, Manifest release, Workspace workspace) {
        Map<String, Optional<Manifest>> bases = new LinkedHashMap<>();
        Set<String> files = new LinkedHashSet<>();
        for (ReleasedTable table : release.tables()) {
            if (!table.load().replaced().isEmpty()) {
                files.addAll(table.load().replaced());
                bases.put(table.name(), base(release, table));
            }
        }
        Optional<Manifest> last = release.tables().stream()
                .filter(table -> !bases.containsKey(table.name()))
                .flatMap(table -> base(release, table).stream())
                .findFirst()
                .or(() -> bases.values().stream().flatMap(Optional::stream).findFirst());
        Optional<Interval> interval = release.tables().stream()
                .flatMap(table -> table.load().interval().stream())
                .findFirst()
                .map(span -> new Interval(
                        span.from(), span.to(), workspace.settings().zone()));
        RunRequest usual =
                last.isPresent() ? RunRequest.usual() : RunRequest.usual().inFull();
        return new RunScope(
                plan, interval.map(RunRequest.usual()::over).orElse(usual), last, new ReplacedFiles(files, bases));
    }

    /** The release that brought the rows which a table goes on from. */
    private Optional<Manifest> base(Manifest release, ReleasedTable table) {
        return table.load().base().stream()
                .mapToObj(number -> original(read(release, number)))
                .findFirst();
    }

    private static Set<String> names(Manifest release) {
        return release.tables().stream().map(ReleasedTable::name).collect(Collectors.toSet());
    }

    /** What is taken as it was released has all rows that the later parts go on from. */
    private static void requireAll(Manifest release, Manifest from, NavigableMap<Long, Set<String>> wanted) {
        if (!wanted.isEmpty()) {
            Map.Entry<Long, Set<String>> other = wanted.lastEntry();
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--from"),
                    release.reference() + " does not go on from " + from.reference() + " alone",
                    "files were replaced: '" + String.join("', '", other.getValue()) + "' goes on from "
                            + release.product() + "@" + other.getKey(),
                    "leave '--from' out, or name a release before it");
        }
    }

    private static void requireNone(Manifest release, OptionalLong from, List<String> passed) {
        if (from.isPresent()) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--from"),
                    release.reference() + " does not go on from " + release.product() + "@" + from.getAsLong(),
                    passed.isEmpty()
                            ? "every table of it was made whole"
                            : "it goes on from " + String.join(", ", passed),
                    passed.isEmpty() ? "leave '--from' out" : "name one of these, or leave '--from' out");
        }
    }

    private static LawPack law(Workspace workspace, Manifest release, Manifest whole) {
        LawPack law = LawPack.of(workspace.law());
        if (!law.sha256().equals(release.basis().lawPackSha256())) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "The law pack '" + law.id() + "' is not the one of " + release.reference(),
                    "that was '" + release.basis().lawPack() + "' with SHA-256 "
                            + release.basis().lawPackSha256() + ", this is " + law.sha256(),
                    "rerun it with Weir " + release.record().run().version()
                            + (release.number() == whole.number()
                                            || whole.history().contentOf().isPresent()
                                    ? ""
                                    : ", or take it as it was released: 'weir rerun " + whole.reference() + " --from "
                                            + release.number() + "'"));
        }
        requireModels(workspace, law, release);
        return law;
    }

    /** Another jar may make other rows of the same sources. */
    private static void requireAdded(Plan plan, Manifest release) {
        List<UsedPlugin> now = PlanPlugins.of(plan);
        if (!now.equals(release.basis().added())) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("WEIR_CLASSPATH"),
                    "The masks and formats of one's own are not those of " + release.reference(),
                    "that was made with " + inWords(release.basis().added()) + ", this would be with " + inWords(now),
                    "put the jars on WEIR_CLASSPATH that the release has in its basis");
        }
    }

    private static String inWords(List<UsedPlugin> added) {
        return added.isEmpty()
                ? "none"
                : added.stream()
                        .map(part -> part.kind() + " '" + part.name() + "' (" + part.type() + ", SHA-256 "
                                + part.sha256() + ")")
                        .collect(Collectors.joining(" and "));
    }

    /** What is found in a text hangs on the models, as on the law. */
    private static void requireModels(Workspace workspace, LawPack law, Manifest release) {
        List<UsedModel> now = ModelCheck.models(workspace, law).stream()
                .map(NameModel::recorded)
                .toList();
        if (!now.equals(release.basis().models())) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    workspace.settings().models().stream()
                            .findFirst()
                            .map(TextModel::place)
                            .orElse(Place.of("weir.yaml")),
                    "The models under 'detect' are not those of " + release.reference(),
                    "that asked " + words(release.basis().models()) + ", this would ask " + words(now),
                    "bring files and entries back as the release has them in its basis");
        }
    }

    private static String words(List<UsedModel> models) {
        return models.isEmpty()
                ? "none"
                : models.stream()
                        .map(model -> model.engine() + " with '" + model.file() + "' (SHA-256 " + model.sha256()
                                + ", finds " + model.finds() + ", minimum " + model.minimum() + ")")
                        .collect(Collectors.joining(" and "));
    }
}
