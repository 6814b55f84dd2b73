package dev.weir.jobs.verb.released;

import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tag;
import dev.weir.releases.log.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names in a workspace that may complete a begun one. */
public final class KnownNames {

    /** Releases that are offered, the newest. */
    private static final int MOST_RELEASES = 50;

    private KnownNames() {}

    /**
     * Those that go on from what is written: products; their tables and the sources once a point is written; releases and tags once
     * an {@code @} is. None where the workspace cannot be read.
     *
     * @param begun what is written so far
     */
    public static List<String> after(Desk desk, String begun) {
        Optional<Workspace> read = desk.folder().readWhatCanBe().workspace();
        return read.map(workspace -> all(workspace, begun)
                        .filter(name -> name.startsWith(begun))
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private static Stream<String> all(Workspace workspace, String begun) {
        int at = begun.indexOf('@');
        if (at >= 0) {
            String named = begun.substring(0, at);
            return workspace.products().stream()
                    .map(Product::id)
                    .filter(product -> named.equals(product) || named.startsWith(product + "."))
                    .flatMap(product -> releases(workspace, product))
                    .map(release -> named + "@" + release);
        }
        Stream<String> products = workspace.products().stream().map(Product::id);
        if (begun.indexOf('.') < 0) {
            return products;
        }
        Stream<String> tables = workspace.products().stream()
                .flatMap(product -> product.tables().stream().map(table -> product.id() + "." + table.name()));
        Stream<String> sources = workspace.sources().stream().flatMap(KnownNames::names);
        return Stream.concat(tables, sources);
    }

    private static Stream<String> names(Source source) {
        String contract = source.contract().id();
        List<Table> tables = source.contract().tables();
        return Stream.concat(Stream.of(contract), tables.stream().map(table -> contract + "." + table.name()));
    }

    private static Stream<String> releases(Workspace workspace, String product) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        return Stream.concat(
                log.numbers(product)
                        .boxed()
                        .sorted(Comparator.reverseOrder())
                        .limit(MOST_RELEASES)
                        .map(String::valueOf),
                new Tags(log).legible(product).whole().stream().map(Tag::name));
    }
}
