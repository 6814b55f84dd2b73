package dev.weir.jobs.export;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The ledger's people files, written and compared by the engine: one sorted Parquet file for each transfer, named by its
 * own SHA-256. The same people make the same file. No person ever comes to the driver.
 *
 * @param place a folder of a disk that can take temporary files
 */
record PeopleFiles(SparkSession spark, TransferLedger ledger, Path place) {
    private static final String BEFORE_NON_SENSITIVE = "before_n";
    private static final String BEFORE_SENSITIVE = "before_s";
    private static final String RECIPIENT_NON_SENSITIVE = "recipient_n";
    private static final String RECIPIENT_SENSITIVE = "recipient_s";

    /**
     * Writes the people of a transfer among the temporary files of this process, out of sight until {@link Staged#keep}: where
     * the process is killed, the next one removes them.
     *
     * @param people each once
     * @param key the id of the workspace key that their ids come from
     */
    Staged stage(int year, Dataset<Row> people, String key) {
        WorkFolder work = WorkFolder.open(place)
                .orElseThrow(() -> Warehouse.notWritable(place, new AccessDeniedException("not writable")));
        Path staged = work.path().resolve("people");
        try {
            people.repartition(1)
                    .sortWithinPartitions(PeopleInCopy.PERSON)
                    .write()
                    .option("compression", "zstd")
                    .parquet(staged.toUri().toString());
            Path part = CopyFiles.dataFiles(staged).get(0);
            return new Staged(ledger, year, work, part, TransferLedger.sha256(part), key, size(read(part)));
        } catch (IOException e) {
            work.close();
            throw Warehouse.notWritable(staged, e);
        } catch (RuntimeException | Error e) {
            work.close();
            throw e;
        }
    }

    /** People of a transfer that is not entered yet; closing removes them where they were not kept. */
    record Staged(
            TransferLedger ledger, int year, WorkFolder work, Path file, String sha256, String key, PeopleCount count)
            implements AutoCloseable {

        /** As entries name it; empty when there is no person. */
        Optional<Transfer.PeopleFile> named() {
            return count.equals(PeopleCount.NONE)
                    ? Optional.empty()
                    : Optional.of(new Transfer.PeopleFile(name(), sha256, key, count));
        }

        /**
         * Lays a copy where it waits for its entry. The file itself stays: another export of the same people has a file of the same
         * name, and may enter it and move it on while this one counts.
         */
        void keep() {
            if (!count.equals(PeopleCount.NONE)) {
                ledger.keep(year, name(), file);
            }
        }

        /** Moves the file to where entries name it: one does from now on. */
        void entered() {
            if (!count.equals(PeopleCount.NONE)) {
                ledger.entered(year, name());
            }
        }

        private String name() {
            return sha256 + ".parquet";
        }

        @Override
        public void close() {
            work.close();
        }
    }

    /**
     * How a transfer's people count against those sent before.
     *
     * @param recipient its id
     */
    Transfer.Counts count(LedgerYear year, Transfer.Standing standing, String recipient, Staged staged) {
        PeopleCount ofRecipient = year.byRecipient().getOrDefault(recipient, PeopleCount.NONE);
        if (!standing.counts() || staged.count().equals(PeopleCount.NONE)) {
            return new Transfer.Counts(standing, year.totals(), PeopleCount.NONE, ofRecipient);
        }
        Dataset<Row> people = read(staged.file());
        Optional<Dataset<Row>> before = before(year, year.counting(), recipient);
        if (before.isEmpty()) {
            PeopleCount all = staged.count();
            return new Transfer.Counts(standing, year.totals(), all, ofRecipient.plus(all));
        }
        Row added = people.join(before.get(), col(PeopleInCopy.PERSON).equalTo(col("before_person")), "left_outer")
                .select(
                        countWhen(newIn(PeopleInCopy.NON_SENSITIVE, BEFORE_NON_SENSITIVE)),
                        countWhen(newIn(PeopleInCopy.SENSITIVE, BEFORE_SENSITIVE)),
                        countWhen(newIn(PeopleInCopy.NON_SENSITIVE, RECIPIENT_NON_SENSITIVE)),
                        countWhen(newIn(PeopleInCopy.SENSITIVE, RECIPIENT_SENSITIVE)))
                .first();
        return new Transfer.Counts(
                standing,
                year.totals(),
                new PeopleCount(added.getLong(0), added.getLong(1)),
                ofRecipient.plus(new PeopleCount(added.getLong(2), added.getLong(3))));
    }

    /** People sent in the year without one transfer: to anybody, and to its recipient. */
    Without without(LedgerYear year, LedgerTransfer gone) {
        String recipient = gone.transfer().recipient().id();
        List<LedgerTransfer> others = year.counting().stream()
                .filter(transfer -> !transfer.id().equals(gone.id()))
                .toList();
        Optional<Dataset<Row>> rest = before(year, others, recipient);
        if (rest.isEmpty()) {
            return new Without(PeopleCount.NONE, PeopleCount.NONE);
        }
        Row counted = rest.get()
                .select(
                        countWhen(col(BEFORE_NON_SENSITIVE)),
                        countWhen(col(BEFORE_SENSITIVE)),
                        countWhen(col(RECIPIENT_NON_SENSITIVE)),
                        countWhen(col(RECIPIENT_SENSITIVE)))
                .first();
        return new Without(
                new PeopleCount(counted.getLong(0), counted.getLong(1)),
                new PeopleCount(counted.getLong(2), counted.getLong(3)));
    }

    /** What is left of the counts when a transfer goes. */
    record Without(PeopleCount totals, PeopleCount recipient) {}

    /** Everybody in the people files of transfers, once; empty when no transfer has any. */
    private Optional<Dataset<Row>> before(LedgerYear year, List<LedgerTransfer> transfers, String recipient) {
        return transfers.stream()
                .filter(transfer -> transfer.transfer().people().file().isPresent())
                .map(transfer -> {
                    Column theirs = lit(transfer.transfer().recipient().id().equals(recipient));
                    return read(path(
                                    year.year(),
                                    transfer.transfer().people().file().orElseThrow()))
                            .select(
                                    col(PeopleInCopy.PERSON).as("before_person"),
                                    col(PeopleInCopy.NON_SENSITIVE).as(BEFORE_NON_SENSITIVE),
                                    col(PeopleInCopy.SENSITIVE).as(BEFORE_SENSITIVE),
                                    col(PeopleInCopy.NON_SENSITIVE).and(theirs).as(RECIPIENT_NON_SENSITIVE),
                                    col(PeopleInCopy.SENSITIVE).and(theirs).as(RECIPIENT_SENSITIVE));
                })
                .reduce(Dataset::unionByName)
                .map(all -> all.groupBy("before_person")
                        .agg(
                                max(BEFORE_NON_SENSITIVE).as(BEFORE_NON_SENSITIVE),
                                max(BEFORE_SENSITIVE).as(BEFORE_SENSITIVE),
                                max(RECIPIENT_NON_SENSITIVE).as(RECIPIENT_NON_SENSITIVE),
                                max(RECIPIENT_SENSITIVE).as(RECIPIENT_SENSITIVE)));
    }

    private String path(int year, Transfer.PeopleFile file) {
        String path = ledger.entered(year, file.file());
        try {
            if (ledger.sha256(year, file.file()).equals(file.sha256())) {
                return path;
            }
        } catch (IOException e) {
            throw wrong(path, e.getClass().getSimpleName());
        }
        throw wrong(path, "its SHA-256 is not the one that the ledger names");
    }

    private static ProblemsException wrong(String path, String why) {
        return ProblemsException.of(
                Code.LEDGER,
                Place.of(path),
                "The people of a transfer cannot be counted",
                why,
                "Restore the file from a copy; nothing goes out before.");
    }

    private Dataset<Row> read(Path file) {
        return spark.read().parquet(file.toUri().toString());
    }

    /** @param place a path, or the URI of a file in a bucket */
    private Dataset<Row> read(String place) {
        return place.contains("://") ? spark.read().parquet(place) : read(Path.of(place));
    }

    private static PeopleCount size(Dataset<Row> people) {
        Row row = people.select(countWhen(col(PeopleInCopy.NON_SENSITIVE)), countWhen(col(PeopleInCopy.SENSITIVE)))
                .first();
        return new PeopleCount(row.getLong(0), row.getLong(1));
    }

    private static Column newIn(String flag, String before) {
        return col(flag).and(not(coalesce(col(before), lit(false))));
    }

    private static Column countWhen(Column condition) {
        return functions.count(when(condition, lit(1)));
    }
}
