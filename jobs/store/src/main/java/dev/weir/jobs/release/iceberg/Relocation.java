package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.spark.sql.SparkSession;

/**
 * Repoints the Iceberg tables of a warehouse that was moved or copied. Data files stay where they are; metadata is written
 * anew by Iceberg's {@code rewrite_table_path} into a folder of its own, put in the place of the old once it is complete, and
 * then the catalogue's row is changed. It may die at any point: metadata that is not complete is made again, metadata that is
 * complete is put in its place again. Delta tables name their files by relative paths and need nothing.
 */
public final class Relocation {

    private static final String READY = "ready.json";

    private final SparkSession session;
    private final Warehouse warehouse;
    private final String root;
    private final Catalogue catalogue;
    private final Configuration configuration;

    /** @param session with the settings that {@link #settings} gives */
    public Relocation(SparkSession session, Warehouse warehouse, Catalogue catalogue) {
        this.session = session;
        this.warehouse = warehouse;
        this.root = warehouse.root();
        this.catalogue = catalogue;
        this.configuration = session.sessionState().newHadoopConf();
    }

    /** Spark's settings of the catalogue, by which the tables can be read where they lie before they are repointed. */
    public static Map<String, String> settings(Warehouse warehouse, Catalogue catalogue) {
        List<String> former = catalogue.rows().stream()
                .flatMap(row -> row.root().stream())
                .filter(found -> !found.equals(warehouse.root()))
                .distinct()
                .toList();
        Map<String, String> settings = new LinkedHashMap<>(catalogue.sparkSettings());
        MovedFileIO.settings(former, warehouse.root())
                .forEach((key, value) -> settings.put("spark.sql.catalog." + Catalogue.NAME + "." + key, value));
        return settings;
    }

    /**
     * Repoints every table that does not point here yet.
     *
     * @param progress each table's name, when it is done
     * @return how many were repointed
     */
    public int repoint(Consumer<String> progress) {
        catalogue.follow();
        int done = 0;
        try {
            for (TableRow row : catalogue.rows()) {
                if (repoint(row)) {
                    done++;
                    progress.accept(row.identifier());
                }
            }
            files().delete(new Path(root, ".relocating"), true);
        } catch (IOException e) {
            throw Warehouse.notWritable(warehouse.root(), e);
        }
        return done;
    }

    private boolean repoint(TableRow found) throws IOException {
        TableRow row = found;
        Optional<String> former = row.root();
        if (former.isEmpty() || former.get().equals(root)) {
            return false;
        }
        Path staging = new Path(root, ".relocating/" + row.identifier());
        Optional<Staged> ready = ready(staging);
        if (ready.isEmpty()) {
            files().delete(staging, true);
            ready = Optional.of(stage(row, former.get(), staging));
        }
        Staged staged = ready.get();
        settle(row, staged);
        files().delete(staging, true);
        if (staged.to().equals(root)) {
            return true;
        }
        // moved once more while it was being relocated: the tables point to the place in between now
        row = new TableRow(
                row.namespace(),
                row.name(),
                staged.to() + row.metadata().substring(staged.from().length()));
        return repoint(row);
    }

    /**
     * Metadata that is complete and waits to be put in its place.
     *
     * @param from the root that the table pointed to
     * @param to the root that it points to
     * @param files where each lies below {@code to}, and where it belongs below it
     */
    private record Staged(String from, String to, Map<String, String> files) {
        private static final JsonShape<Staged> SHAPE = JsonShape.document(
                "weir-relocation-1",
                JsonShape.of(
                        JsonKey.text("from", Staged::from),
                        JsonKey.text("to", Staged::to),
                        JsonKey.textsByName("files", Staged::files),
                        Staged::new));
    }

    private Staged stage(TableRow row, String former, Path staging) throws IOException {
        Map<String, String> moves = new LinkedHashMap<>();
        String below = root + "/";
        new RewrittenMetadata(session)
                .write(row, former, root, staging.toString())
                .forEach((source, target) ->
                        moves.put(source.substring(below.length()), target.substring(below.length())));
        Staged staged = new Staged(former, root, moves);
        try (FSDataOutputStream out = files().create(new Path(staging, READY + ".part"), true)) {
            out.write(Json.print(Staged.SHAPE.node(staged)).getBytes(StandardCharsets.UTF_8));
            out.hsync();
        }
        files().rename(new Path(staging, READY + ".part"), new Path(staging, READY));
        return staged;
    }

    /** Puts the metadata in its place, then changes the row. */
    private void settle(TableRow row, Staged staged) throws IOException {
        for (Map.Entry<String, String> file : staged.files().entrySet()) {
            FileUtil.copy(
                    files(),
                    new Path(root, file.getKey()),
                    files(),
                    new Path(root, file.getValue()),
                    false,
                    true,
                    configuration);
        }
        catalogue.repoint(row, staged.from(), staged.to());
    }

    private Optional<Staged> ready(Path staging) throws IOException {
        Path file = new Path(staging, READY);
        if (!files().exists(file)) {
            return Optional.empty();
        }
        try (FSDataInputStream in = files().open(file)) {
            return Optional.of(Staged.SHAPE.parse(
                    Json.parse(file.toString(), new String(in.readAllBytes(), StandardCharsets.UTF_8))));
        }
    }

    private FileSystem files() {
        try {
            return new Path(root).getFileSystem(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tables whose metadata is not where their rows say, or damaged: its file and why, by the table's name. */
    public static Map<String, String> damaged(Catalogue catalogue) {
        Map<String, String> damaged = new LinkedHashMap<>();
        for (TableRow row : catalogue.rows()) {
            try {
                DescribedTable.of(row, new HadoopFileIO(new Configuration()));
            } catch (ProblemsException e) {
                damaged.put(
                        row.identifier(),
                        row.metadata() + ": " + e.problems().get(0).why());
            }
        }
        return damaged;
    }

    /** The tables that point to another root than the warehouse's, by name. */
    public static List<String> elsewhere(Warehouse warehouse, Catalogue catalogue) {
        List<String> found = new ArrayList<>();
        for (TableRow row : catalogue.rows()) {
            if (!row.root().equals(Optional.of(warehouse.root()))) {
                found.add(row.identifier());
            }
        }
        return found;
    }
}
