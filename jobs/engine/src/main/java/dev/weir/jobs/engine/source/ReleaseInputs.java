package dev.weir.jobs.engine.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.RecordColumns;
import dev.weir.jobs.engine.scope.Manifests;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.law.LawPack;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Finds the releases of other products that a plan reads. What is the newest one is looked up once for all tables of a product, so
 * they belong together; from then on it is read by its number.
 */
public final class ReleaseInputs {

    private final WeirSession session;
    private final StoredReleaseLog log;
    private final Function<Source.InRelease, ReleaseReference> which;
    private final Map<String, Found> found = new HashMap<>();

    private ReleaseInputs(WeirSession session, Function<Source.InRelease, ReleaseReference> which) {
        this.session = session;
        this.log = StoredReleaseLog.of(session.workspace());
        this.which = which;
    }

    /**
     * A release, and what the contracts of today would have in it.
     *
     * @param today the columns as they would be released now, by table
     */
    private record Found(Manifest manifest, String sha256, Map<String, List<ReleasedColumn>> today) {}

    /** Those that the input ports name. */
    public static ReleaseInputs named(WeirSession session) {
        return new ReleaseInputs(session, read -> ReleaseReference.parse(read.reference()));
    }

    /** Those that a release was made of, by product. */
    public static ReleaseInputs recorded(WeirSession session, Map<String, Long> numbers) {
        return new ReleaseInputs(
                session,
                read -> ReleaseReference.parse(read.product() + "@"
                        + Optional.ofNullable(numbers.get(read.product()))
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "No release of '" + read.product() + "' was read"))));
    }

    /**
     * A table of a release.
     *
     * @param plan whose queries read it
     * @throws ProblemsException when there is no such release (S005, or C006 where it is a tag), its rows were let go (S007), or it, or a
     *     data file of the table, is not as it was signed (V001); where it has a column, type or mask that the plan does not count on (C006, C007, C012)
     */
    SourceInput survey(SourceRead read, Plan plan) {
        Source.InRelease port = read.source().release().orElseThrow();
        Found release = found.get(port.product());
        if (release == null) {
            release = find(port);
            found.put(port.product(), release);
        }
        Manifest manifest = release.manifest();
        ReleasedTable table = manifest.table(read.table().name())
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        port.place(),
                        manifest.reference() + " has no table '" + read.table().name() + "'",
                        "the contract has it now, and the release was made before",
                        remedy(port)));
        List<String> columns = columns(read, plan, release, table);
        new SignedFiles(session, log).require(manifest, table);
        return SourceInput.ofRelease(
                read,
                new VersionRows(rows(read, manifest, columns), table.rows()),
                new SourceInput.Released(
                        new ReadRelease(
                                manifest.product(),
                                manifest.number(),
                                release.sha256(),
                                table.content().hash(),
                                table.version()),
                        table.rows(),
                        table.bytes()));
    }

    private Found find(Source.InRelease port) {
        ReleaseReference reference = which.apply(port);
        if (reference.isNewest() && log.newest(port.product()).isEmpty()) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    port.place(),
                    "The product '" + port.product() + "' has no release that could be read",
                    "its newest release is asked for, and there is none yet",
                    "run 'weir run " + port.product() + "' first");
        }
        long number = reference.number(log);
        if (!SigningKeys.of(session.workspace()).publics().isEmpty()) {
            Authenticity.of(session.workspace(), log).require(port.product(), number);
        }
        log.requireKept(port.product(), number);
        Manifest manifest = log.read(port.product(), number);
        requireAudience(port, manifest);
        Workspace workspace = session.workspace();
        Plan today = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(
                        workspace,
                        port.product(),
                        workspace.day(manifest.record().run().started()));
        return new Found(manifest, log.sha256(port.product(), number), Manifests.columns(today));
    }

    /** Masks were chosen by who may see the release: it is not opened up by a word in a contract of today. */
    private void requireAudience(Source.InRelease port, Manifest manifest) {
        Product product = session.workspace().product(port.product()).orElseThrow();
        Product.Audience then =
                Product.Audience.valueOf(manifest.about().audience().toUpperCase(Locale.ROOT));
        if (then.compareTo(product.audience()) < 0) {
            throw ProblemsException.of(
                    Code.INVALID_MASK,
                    port.place(),
                    manifest.reference() + " was made for the audience "
                            + manifest.about().audience(),
                    "the product '" + port.product() + "' has a wider one now, by which this release was not masked",
                    remedy(port));
        }
    }

    /** The columns that are as the plan counts on; each other one that a query names is a problem, and no query gets it. */
    private List<String> columns(SourceRead read, Plan plan, Found release, ReleasedTable table) {
        Map<String, ReleasedColumn> then = byName(table.columns());
        Map<String, ReleasedColumn> now =
                byName(release.today().getOrDefault(read.table().name(), List.of()));
        Problems problems = new Problems();
        List<String> columns = new ArrayList<>();
        for (dev.weir.contracts.Column column : read.table().columns()) {
            Optional<Difference> difference = difference(then.get(column.name()), now.get(column.name()));
            if (difference.isEmpty()) {
                columns.add(column.name());
            } else if (isNamed(column.name(), read, plan)) {
                Source.InRelease port = read.source().release().orElseThrow();
                problems.add(
                        difference.get().code(),
                        port.place(),
                        "'" + table.name() + "." + column.name() + "' of "
                                + release.manifest().reference() + " "
                                + difference.get().words(),
                        "the contracts and the law of today say otherwise, and what reads it was planned by them",
                        remedy(port));
            }
        }
        problems.throwIfAny();
        return columns;
    }

    private record Difference(Code code, String words) {}

    private static Optional<Difference> difference(@Nullable ReleasedColumn then, @Nullable ReleasedColumn now) {
        if (then == null || now == null || then.mask().drops()) {
            return Optional.of(new Difference(Code.UNKNOWN_NAME, "is not there"));
        }
        if (!then.mask().equals(now.mask()) || !then.category().equals(now.category())) {
            return Optional.of(new Difference(
                    Code.INVALID_MASK,
                    "is of category " + then.category() + " with the mask '"
                            + then.mask().words() + "', and not " + now.category() + " with '"
                            + now.mask().words() + "'"));
        }
        return then.type().equals(now.type())
                ? Optional.empty()
                : Optional.of(
                        new Difference(Code.TYPE_MISMATCH, "has the type " + then.type() + ", and not " + now.type()));
    }

    private static Map<String, ReleasedColumn> byName(List<ReleasedColumn> columns) {
        Map<String, ReleasedColumn> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        return byName;
    }

    /** Whether a query may mean it, as far as its text tells; a check that looks into the table sees all of it. */
    private static boolean isNamed(String column, SourceRead read, Plan plan) {
        boolean looked = plan.rules().stream()
                .flatMap(rule -> rule.others().stream())
                .anyMatch(input -> input.name().equals(read.name()));
        return looked
                || read.feeds().stream()
                        .anyMatch(table -> names(plan.table(table).table(), column));
    }

    private static boolean names(Table table, String column) {
        if (!(table.making() instanceof Table.Query query) || query.sql().contains("*")) {
            return true;
        }
        try {
            SqlFacts facts = Grammars.languages().sql().query(query.sql());
            return facts.columns().stream().anyMatch(column::equalsIgnoreCase);
        } catch (SqlSyntaxException e) {
            throw new IllegalArgumentException("The plan let through what is no SQL: " + table.name(), e);
        }
    }

    private static String remedy(Source.InRelease port) {
        return port.pin().isPresent()
                ? "name a release in 'weirRelease' that was made by the contracts of today, or newest"
                : "run 'weir run " + port.product() + "' first: it makes a release by the contracts of today";
    }

    /**
     * The rows with where each comes from: {@code product.table@number/} and the name of its data file as its file, and as its line
     * its place there, from 1.
     */
    private Dataset<Row> rows(SourceRead read, Manifest manifest, List<String> columns) {
        String release = manifest.product() + "." + read.table().name() + "@" + manifest.number();
        List<Column> selected = new ArrayList<>(List.of(ColumnsByName.columns(columns)));
        selected.add(concat(lit(release + "/"), substring_index(col(TableStore.ROW_FILE), "/", -1))
                .as(RecordColumns.FILE));
        selected.add(col(TableStore.ROW_PLACE).plus(1).as(RecordColumns.LINE));
        return session.releases().located(manifest, read.table().name()).select(selected.toArray(new Column[0]));
    }

    /**
     * A table at one version, read where it lies as often as it is asked for. Its rows are typed: none is unreadable, and no column
     * is other than it was asked for.
     *
     * @param rows with {@link dev.weir.jobs.engine.read.value.RecordColumns#FILE} and {@code LINE}
     * @param records how many there are, by the version
     */
    private record VersionRows(Dataset<Row> rows, long records) implements SurveyedSource {
        @Override
        public List<SurveyedFile> files() {
            return List.of();
        }

        @Override
        public SourceFindings findings() {
            return new SourceFindings(List.of());
        }

        @Override
        public Counted counted() {
            return new Counted(records, OptionalLong.of(0), Map.of(), Map.of(), List.of());
        }
    }
}
