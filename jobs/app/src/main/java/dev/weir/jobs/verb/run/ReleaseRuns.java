package dev.weir.jobs.verb.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.ValidProducts;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.Engine;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.jobs.engine.run.ProductRuns;
import dev.weir.jobs.engine.watch.StopSignal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs of many products for releases, in one Spark.
 *
 * @param products what became of each, in the order in which they were asked for
 * @param problems of the workspace that are reported for none of these products
 * @param retired a sentence on each product that was left out, since no release of it is made any more
 */
public record ReleaseRuns(List<ProductRuns.Ended> products, List<Problem> problems, List<String> retired) {

    public ReleaseRuns {
        products = List.copyOf(products);
        problems = List.copyOf(problems);
        retired = List.copyOf(retired);
    }

    /** Which products are run. */
    public sealed interface Which {

        record All() implements Which {}

        record Tagged(String tag) implements Which {}

        record Of(List<String> names) implements Which {
            public Of {
                names = List.copyOf(names);
            }
        }
    }

    /**
     * Makes releases, or reports why there is none. A product whose contract has a problem fails with it, and the others are run;
     * where a problem may be anybody's, none is.
     *
     * @param extent which rows are made, of each product
     * @throws ProblemsException when there is no such product, or none with the tag; with every problem of the workspace, when no
     *     product can be run
     */
    public static ReleaseRuns of(
            Desk desk, Which which, ReleaseRun.Extent extent, ProductRuns.Asked asked, ProductRuns.Listener listener) {
        WorkspaceReader.Outcome outcome = desk.folder().readWhatCanBe();
        Workspace workspace = outcome.workspace().orElseThrow(() -> new ProblemsException(outcome.problems()));
        Set<String> sound = sound(desk, workspace, outcome);
        if (!outcome.problems().isEmpty() && sound.isEmpty()) {
            throw new ProblemsException(outcome.problems());
        }
        LocalDate day = workspace.day(desk.now());
        List<String> named = chosen(workspace, which, outcome.problems());
        List<Product> over = which instanceof Which.Of
                ? List.of()
                : workspace.products().stream()
                        .filter(product -> named.contains(product.id()))
                        .filter(product ->
                                product.about().catalogue().lifecycle().isOver(day))
                        .toList();
        List<String> chosen = named.stream()
                .filter(id -> over.stream().noneMatch(product -> product.id().equals(id)))
                .toList();
        ProductRuns.Asked all =
                new ProductRuns.Asked(extent.over(asked.request(), workspace), asked.parallel(), asked.onFailure());
        List<Problem> left = new ArrayList<>(outcome.problems());
        List<ProductRuns.Ended> failed = new ArrayList<>();
        for (String id : chosen) {
            if (!sound.contains(id)) {
                ProductRuns.Ended ended = unsound(workspace, id, outcome.problems(), left);
                listener.ended(ended);
                failed.add(ended);
            }
        }
        List<String> begun = failed.isEmpty() || asked.onFailure() == ProductRuns.OnFailure.GO_ON
                ? chosen.stream().filter(sound::contains).toList()
                : List.of();
        List<ProductRuns.Ended> ran = begun.isEmpty()
                ? List.of()
                : Engine.writing(
                        desk,
                        workspace,
                        session -> PendingLineage.after(
                                desk,
                                workspace,
                                () -> new ProductRuns(session, WeirVersion.number(), listener).run(begun, all)));
        return new ReleaseRuns(
                chosen.stream()
                        .map(product -> of(product, ran)
                                .or(() -> of(product, failed))
                                .orElseGet(() -> ProductRuns.Ended.notBegun(product)))
                        .toList(),
                left,
                over.stream()
                        .flatMap(product -> product.about().catalogue().lifecycle().notice(product.id(), day).stream())
                        .toList());
    }

    private static Optional<ProductRuns.Ended> of(String product, List<ProductRuns.Ended> ended) {
        return ended.stream().filter(one -> one.product().equals(product)).findFirst();
    }

    private static Set<String> sound(Desk desk, Workspace workspace, WorkspaceReader.Outcome outcome) {
        if (outcome.problems().isEmpty()) {
            return new LinkedHashSet<>(
                    workspace.products().stream().map(Product::id).toList());
        }
        return desk.folder().sound(outcome);
    }

    /** Its own problems; where it has none it needs something that could not be read: then those that lie in no product. */
    private static ProductRuns.Ended unsound(
            Workspace workspace, String id, List<Problem> problems, List<Problem> left) {
        Product product = LookupByName.product(workspace, id);
        List<Problem> own = problems.stream()
                .filter(problem -> ValidProducts.isIn(product, problem))
                .toList();
        List<Problem> unassigned = problems.stream()
                .filter(problem -> workspace.products().stream().noneMatch(other -> ValidProducts.isIn(other, problem)))
                .toList();
        List<Problem> reported = !own.isEmpty() ? own : !unassigned.isEmpty() ? unassigned : problems;
        left.removeAll(reported);
        return ProductRuns.Ended.failed(id, new ProblemsException(reported));
    }

    private static List<String> chosen(Workspace workspace, Which which, List<Problem> problems) {
        List<Product> products = workspace.products();
        if (which instanceof Which.Of of) {
            return of.names().stream()
                    .distinct()
                    .map(name -> named(workspace, name, problems))
                    .toList();
        }
        List<String> chosen = products.stream()
                .filter(product -> !(which instanceof Which.Tagged tagged)
                        || product.about().tags().contains(tagged.tag()))
                .map(Product::id)
                .toList();
        if (!chosen.isEmpty()) {
            return chosen;
        }
        throw which instanceof Which.Tagged tagged
                ? none(products, tagged.tag())
                : ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("contracts"),
                        "There is no product that could be run",
                        "the workspace has none",
                        "describe one in contracts/, as docs/language/products-and-sql.md says");
    }

    /** A product whose file could not be read has no name: then that is what is to be mended. */
    private static String named(Workspace workspace, String name, List<Problem> problems) {
        if (workspace.product(name).isEmpty() && !problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return LookupByName.product(workspace, name).id();
    }

    private static ProblemsException none(List<Product> products, String tag) {
        Set<String> tags = new TreeSet<>();
        products.forEach(product -> tags.addAll(product.about().tags()));
        return ProblemsException.of(
                Code.UNKNOWN_NAME,
                Place.of("--tag"),
                "No product has the tag '" + tag + "'",
                tags.isEmpty() ? "no product has any tag" : "the tags of products are " + String.join(", ", tags),
                NearestName.remedy(
                        tag,
                        List.copyOf(tags),
                        "write 'tags: [" + tag + "]' in the file of a product, or of an output port's contract"));
    }

    /** By which signal the runs were stopped, when they were. */
    public Optional<StopSignal> stopped() {
        return products.stream().flatMap(ended -> ended.stopped().stream()).findFirst();
    }

    /** The process's exit status: the signal's where the runs were stopped; else the highest of all products. */
    public int status() {
        return stopped()
                .map(StopSignal::status)
                .orElseGet(() -> Math.max(
                        problems.isEmpty()
                                ? ExitCode.DONE.status()
                                : new ProblemsException(problems).exit().status(),
                        products.stream()
                                .mapToInt(ended -> ended.exit().status())
                                .max()
                                .orElse(ExitCode.DONE.status())));
    }
}
