package dev.weir.jobs.engine.content;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.TableFolder;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** SHA-256 of data files, taken where the engine works: one job for all the files of a release that are new. */
public record FileDigests(SparkSession spark) {
    private static final int BUFFER = 1 << 17;
    private static final int MOST_TASKS = 256;

    /**
     * The lists of a release's tables, in order. Fails as a Spark job does when a file cannot be read, or does not have the
     * size that its table tells.
     */
    public List<DataFileList> lists(List<OfTable> tables) {
        Map<String, String> known = new HashMap<>();
        List<DataFile> unknown = new ArrayList<>();
        for (OfTable table : tables) {
            Map<String, DataFileList.DataFile> before = new HashMap<>();
            table.before().ifPresent(list -> list.files().forEach(file -> before.put(file.path(), file)));
            for (DataFile file : table.files()) {
                DataFileList.DataFile same = before.get(table.relative(file.path()));
                if (same != null && same.bytes() == file.bytes() && same.rows() == file.rows()) {
                    known.put(file.path(), same.sha256());
                } else {
                    unknown.add(file);
                }
            }
        }
        known.putAll(digests(unknown));
        return tables.stream().map(table -> table.list(known)).toList();
    }

    /** SHA-256 of each file's bytes, by path. */
    public Map<String, String> digests(List<DataFile> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        List<DataFile> largestFirst = new ArrayList<>(files);
        largestFirst.sort(Comparator.comparingLong(DataFile::bytes).reversed());
        // dealt out like cards, so that no task has all the large ones
        List<List<Tuple2<String, Long>>> hands = new ArrayList<>();
        for (int i = 0; i < largestFirst.size(); i++) {
            if (i < MOST_TASKS) {
                hands.add(new ArrayList<>());
            }
            DataFile file = largestFirst.get(i);
            hands.get(i % MOST_TASKS).add(new Tuple2<>(file.path(), file.bytes()));
        }
        SerializableConfiguration settings =
                new SerializableConfiguration(spark.sessionState().newHadoopConf());
        Map<String, String> digests = new HashMap<>();
        new JavaSparkContext(spark.sparkContext())
                .parallelize(hands, hands.size())
                .flatMap(List::iterator)
                .map(file -> new Tuple2<>(file._1(), digest(settings.value(), file._1(), file._2())))
                .collect()
                .forEach(digest -> digests.put(digest._1(), digest._2()));
        return digests;
    }

    private static String digest(Configuration settings, String path, long bytes) throws IOException {
        Path file = new Path(path);
        MessageDigest sha256 = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream in = file.getFileSystem(settings).open(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                length += read;
            }
        }
        if (length != bytes) {
            throw new IOException(path + " has " + length + " bytes; its table says " + bytes);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /**
     * The data files of one table.
     *
     * @param name of the table
     * @param location the table's folder
     * @param files as the table has them
     * @param before the list of the release before it, whose files need no second look: a data file never changes
     */
    public record OfTable(String name, String location, List<DataFile> files, Optional<DataFileList> before) {

        public OfTable {
            files = List.copyOf(files);
        }

        /** With the files of another one of the same table. */
        public OfTable and(OfTable other) {
            Map<String, DataFile> all = new LinkedHashMap<>();
            files.forEach(file -> all.put(file.path(), file));
            other.files.forEach(file -> all.put(file.path(), file));
            return new OfTable(name, location, List.copyOf(all.values()), before);
        }

        DataFileList list(Map<String, String> digests) {
            return new DataFileList(
                    name,
                    files.stream()
                            .map(file -> new DataFileList.DataFile(
                                    relative(file.path()),
                                    file.bytes(),
                                    file.rows(),
                                    requireNonNull(digests.get(file.path()))))
                            .toList());
        }

        private String relative(String path) {
            return TableFolder.below(location, path);
        }
    }
}
