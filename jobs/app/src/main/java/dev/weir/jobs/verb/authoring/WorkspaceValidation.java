package dev.weir.jobs.verb.authoring;

import dev.weir.catalogue.DescribedProduct;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.InstalledExporters;
import dev.weir.catalogue.fair.FairFloor;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.NamingCheck;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.UnfixedOrder;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.gate.RecipientCheck;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.ModelCheck;
import dev.weir.privacy.law.OverlayChange;
import dev.weir.privacy.law.SourceCategories;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether a workspace is right as a whole: everything that is wrong is reported in one round, whichever part finds it. Where
 * files have problems of their own, the plan's parts look at what could be read, and say nothing of a place that has been
 * reported: what they find there follows from it.
 */
public final class WorkspaceValidation {

    private final Planner planner;
    private final LawPack law;
    private final LocalDate day;
    private final Problems problems;
    private final List<Reproducibility.Because> notices;
    private final List<String> harmless = new ArrayList<>();
    private final List<Undescribed> undescribed = new ArrayList<>();

    private WorkspaceValidation(LawPack law, LocalDate day, Problems problems, List<Reproducibility.Because> notices) {
        this.planner = new Planner(Grammars.languages(), law);
        this.law = law;
        this.day = day;
        this.problems = problems;
        this.notices = notices;
    }

    /**
     * A workspace in which nothing is wrong.
     *
     * @param notices what in its queries may come out differently on another machine, as far as their text tells
     * @param readings conditions that most people read otherwise
     * @param harmless a sentence on each column that is called harmless
     * @param laxer a sentence on each change of the law pack that lets more go
     * @param named columns that are not named as the workspace names columns, where that is not enforced
     * @param undescribed what catalogues ask of its products, and is not written
     */
    public record Sound(
            Workspace workspace,
            List<Reproducibility.Because> notices,
            List<AmbiguousArithmetic> readings,
            List<String> harmless,
            List<String> laxer,
            List<Problem> named,
            List<Undescribed> undescribed) {
        public Sound {
            named = List.copyOf(named);
            undescribed = List.copyOf(undescribed);
            laxer = List.copyOf(laxer);
            readings = List.copyOf(readings);
            notices = List.copyOf(notices);
            harmless = List.copyOf(harmless);
        }
    }

    /**
     * What catalogues ask of a product, and people have not written.
     *
     * @param key where it belongs in the file
     */
    public record Undescribed(String product, String file, String key) {}

    /**
     * The workspace, when nothing is wrong.
     *
     * @param now on whose day rules and waivers are in force or not
     * @throws ProblemsException with every problem
     */
    public static Sound of(WorkspaceFolder folder, Instant now) {
        return of(folder.readWhatCanBe(), now);
    }

    /** The same, where a waiver counts whatever its author: for the verb that enters it in the log of acts. */
    static Sound asWritten(WorkspaceFolder folder, Instant now) {
        return of(folder.readAsWritten(), now);
    }

    /** The same of what was read already. */
    public static Sound of(WorkspaceReader.Outcome outcome, Instant now) {
        Problems problems = new Problems();
        outcome.problems().forEach(problems::add);
        Problems further = new Problems();
        List<Reproducibility.Because> notices = new ArrayList<>();
        List<String> harmless = new ArrayList<>();
        List<String> laxer = new ArrayList<>();
        List<Undescribed> undescribed = new ArrayList<>();
        if (outcome.workspace().isPresent()) {
            Workspace workspace = outcome.workspace().get();
            InstalledExporters.all().unknown(workspace.settings().exports()).forEach(further::add);
            found(further, () -> LawPack.of(workspace.law())).ifPresent(law -> {
                WorkspaceValidation soundness = new WorkspaceValidation(law, workspace.day(now), further, notices);
                soundness.law(workspace);
                if (outcome.problems().isEmpty()) {
                    soundness.plans(workspace);
                } else {
                    soundness.tables(workspace, outcome.problems());
                }
                harmless.addAll(soundness.harmless);
                undescribed.addAll(soundness.undescribed);
                laxer.addAll(laxer(law));
            });
        }
        Set<String> reportedLines = new HashSet<>();
        Set<String> unreadable = new HashSet<>();
        outcome.problems().forEach(problem -> {
            reportedLines.add(line(problem.place()));
            if (problem.code() == Code.INVALID_SQL) {
                unreadable.add(problem.place().file());
            }
        });
        further.list().stream()
                .filter(problem -> !reportedLines.contains(line(problem.place())))
                // a query that cannot be read is no news a second time, at a place that is guessed
                .filter(problem -> problem.code() != Code.INVALID_SQL
                        || !problem.place().file().endsWith(".sql")
                        || problem.place().line() > 1
                        || !unreadable.contains(problem.place().file()))
                .forEach(problems::add);
        problems.throwIfAny();
        Workspace sound = outcome.workspace().orElseThrow();
        return new Sound(
                sound,
                notices,
                AmbiguousArithmetic.of(sound, Grammars.languages().dqdl()),
                harmless,
                laxer,
                named(sound),
                undescribed);
    }

    private static List<Problem> named(Workspace workspace) {
        NamingCheck check = new NamingCheck(workspace.settings().naming());
        return workspace.products().stream()
                .flatMap(product -> check.departures(product).stream())
                .distinct()
                .toList();
    }

    private static List<String> laxer(LawPack law) {
        return law.overlay()
                .map(overlay -> overlay.changes().stream())
                .orElseGet(Stream::empty)
                .filter(change -> change.direction() == OverlayChange.Direction.LAXER)
                .map(change -> change.place() + "  " + change.id() + " " + change.field() + ": "
                        + change.values().before() + " in the pack, "
                        + change.values().after() + " here, because: "
                        + change.because())
                .toList();
    }

    private static String line(Place place) {
        return place.file() + ":" + place.line();
    }

    /** What comes of a step, or nothing where it found problems. */
    private static <T> Optional<T> found(Problems problems, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (ProblemsException e) {
            e.problems().forEach(problems::add);
            return Optional.empty();
        }
    }

    /** At the law's demands on the workspace. */
    private void law(Workspace workspace) {
        new RecipientCheck(law, problems).check(workspace);
        SourceCategories.check(workspace.sources(), law, problems);
        ModelCheck.check(workspace, law, problems);
    }

    /** At every product, where the files are right. */
    private void plans(Workspace workspace) {
        for (Product product : workspace.products()) {
            found(problems, () -> planner.plan(workspace, product.id(), day)).ifPresent(plan -> {
                changes(workspace, plan);
                described(workspace, plan);
                notices.addAll(UnfixedOrder.of(plan));
                plan.harmlessNotices().forEach(sentence -> harmless.add(product.id() + ": " + sentence));
            });
        }
    }

    /** At what a catalogue would say of it. */
    private void described(Workspace workspace, Plan plan) {
        DescribedProduct described = Manifests.described(plan);
        plan.product()
                .about()
                .fair()
                .flatMap(asked ->
                        FairFloor.problem(described, asked, workspace.settings().exports()))
                .ifPresent(problems::add);
        Fact.unwritten(described)
                .forEach(fact -> undescribed.add(new Undescribed(plan.product().id(), described.file(), fact.key())));
    }

    /**
     * At each table by itself, where files are wrong. Of columns without a category the reader has reported those whose origin
     * it knows; the others have it from what is wrong. What a product in a circle reads of the others is not known until the
     * circle is gone.
     */
    private void tables(Workspace workspace, List<Problem> known) {
        Set<String> cut = new HashSet<>();
        for (Product product : workspace.products()) {
            if (closesCircle(product, known)) {
                cut.add(product.id());
            }
        }
        for (Product product : workspace.products()) {
            boolean meetsCircle = meets(workspace, product, cut, new HashSet<>());
            planner.problems(workspace, product).stream()
                    .filter(problem -> problem.code() != Code.UNCLASSIFIED)
                    .filter(problem -> !meetsCircle || problem.code() != Code.UNKNOWN_NAME)
                    .forEach(problems::add);
        }
    }

    /** Whether the input port that closes a circle of products stands in the product's own file. */
    private static boolean closesCircle(Product product, List<Problem> known) {
        String own = product.files().get(0).path();
        return known.stream()
                .anyMatch(problem ->
                        problem.code() == Code.CYCLE && problem.place().file().equals(own));
    }

    /** Whether the product is one of those, or reads one, by however many others. */
    private static boolean meets(Workspace workspace, Product product, Set<String> those, Set<String> seen) {
        return those.contains(product.id())
                || (seen.add(product.id())
                        && product.reads().stream()
                                .flatMap(source -> source.release().stream())
                                .flatMap(release -> workspace.product(release.product()).stream())
                                .anyMatch(other -> meets(workspace, other, those, seen)));
    }

    private void changes(Workspace workspace, Plan plan) {
        found(problems, () -> PlanReport.changes(workspace, plan))
                .orElse(List.of())
                .forEach(evolution -> evolution.problem().ifPresent(problems::add));
    }
}
