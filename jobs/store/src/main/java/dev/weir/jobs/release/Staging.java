package dev.weir.jobs.release;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one run, from the first row to the decision. Ends in exactly one of {@link #release}, {@link #hold} or, when
 * neither was called, {@link #close}, which undoes everything. Not safe for use by several threads.
 */
public final class Staging implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

    private final String product;
    private final String run;
    private final ReleaseLog log;
    private final Map<TableFormat, TableStore> stores;
    private final RunJournals journals;
    private final Recovery recovery;
    private final Lease lease;
    private final List<String> recovered;
    private final OptionalLong last;

    private final List<StagedTable> tables = new ArrayList<>();
    private Optional<StagedEntry> opening = Optional.empty();
    private Optional<RunJournal> journal = Optional.empty();
    private final Instant began;
    private boolean publishing;
    private boolean over;
    private boolean settled;

    /** @param look what has to be in order once dead runs are recovered, before anything is begun */
    Staging(
            String product,
            String run,
            ReleaseLog log,
            Map<TableFormat, TableStore> stores,
            RunJournals journals,
            Lease lease,
            DeadRun.Listener dead,
            Runnable look) {
        this.product = product;
        this.run = run;
        this.log = log;
        this.stores = stores;
        this.journals = journals;
        this.recovery = new Recovery(log, stores, journals, lease, dead);
        this.lease = lease;
        this.recovered = recovery.finishAll();
        look.run();
        this.last = log.last(product);
        this.began = Instant.now();
        lease.describeWork("makes " + product + "@" + nextNumber());
        begin();
    }

    /** The number is the run's once its journal is there: the next holder of the lease reads it, and makes another. */
    private void begin() {
        write(RunJournal.State.OPEN, Optional.empty());
        try {
            lease.check();
        } catch (ProblemsException lost) {
            forget();
            throw lost;
        }
    }

    private void forget() {
        tidy(() -> {
            recovery.forget(run);
            return run;
        });
    }

    /** What dead runs had left and was finished or undone first; one sentence each. */
    public List<String> recovered() {
        return List.copyOf(recovered);
    }

    /** The number that this run's release has, if it comes to one. */
    public long nextNumber() {
        return last.orElse(0) + 1;
    }

    /** The hash of the log's entry before it; empty for the first. */
    public Optional<String> previousSha256() {
        return last.isPresent() ? Optional.of(log.sha256(product, last.getAsLong())) : Optional.empty();
    }

    /**
     * Opens a table for this run's rows; errors as {@link TableStore#stage}.
     *
     * @param schema of the rows as they are written
     */
    public StagedTable open(TableIdentity table, StructType schema, LoadMode load) {
        return open(table, load, schema, store -> store.stage(run, table, schema, load));
    }

    /**
     * Opens a table for a change of the last release's version; errors as {@link TableStore#change}.
     *
     * @param schema of the whole table after the change
     */
    public StagedTable change(TableIdentity table, StructType schema, ChangeBase base) {
        return open(table, LoadMode.CHANGE, schema, store -> store.change(run, table, schema, base));
    }

    /** Stages what a release had as the whole of the table; errors as {@link TableStore#restore}. */
    public StagedTable restore(TableIdentity table, RunMark release, ReleasedTable former) {
        return open(table, LoadMode.REPLACE, new StructType(), store -> store.restore(run, table, release, former));
    }

    private StagedTable open(
            TableIdentity table, LoadMode load, StructType schema, Function<TableStore, StagedTable> stage) {
        opening = Optional.of(StagedEntry.opening(table, load, schema.json()));
        write(RunJournal.State.OPEN, Optional.empty());
        TableStore store = TableKinds.of(table.format(), stores);
        StagedTable staged = stage.apply(store);
        tables.add(staged);
        opening = Optional.empty();
        return staged;
    }

    /**
     * Publishes: makes every version that the manifest names readable, enters the manifest in the log, then makes the tables'
     * newest versions follow. When the log refuses, everything is undone. When its answer is unknown, everything stays as it is
     * until the next command of this product has asked the log.
     *
     * @param manifest with number {@link #nextNumber}, this run's id, and the versions of all tables but quarantines
     * @throws dev.weir.contracts.ProblemsException as {@link ReleaseLog#publish} and {@link StagedTable#version}
     */
    public PublishResult release(Manifest manifest) {
        if (manifest.number() != nextNumber()
                || !manifest.record().run().id().equals(run)
                || !manifest.product().equals(product)) {
            throw new IllegalArgumentException("Run " + run + " of '" + product + "' makes release " + nextNumber()
                    + ", not " + manifest.reference() + " of run "
                    + manifest.record().run().id());
        }
        for (StagedTable table : tables) {
            if (table.entry().load().isReleased()) {
                table.version();
            }
        }
        RunJournal sealed = write(RunJournal.State.SEALED, Optional.of(manifest));
        // who takes a lease that was lost reads the journal after that: it finds the seal, or this finds the loss
        lease.check();
        recovery.prepare(sealed);
        return publish(manifest, sealed)
                .match(
                        done -> new PublishResult.Done(done.manifest(), follow(sealed)),
                        refused -> {
                            tidy(() -> {
                                recovery.undo(sealed);
                                settled = true;
                                return recovery.finishAll(run);
                            });
                            return refused;
                        },
                        unknown -> unknown);
    }

    /** A log that throws has taken nothing; one that may have taken something reports that. */
    private PublishResult publish(Manifest manifest, RunJournal sealed) {
        publishing = true;
        try {
            PublishResult publication = log.publish(manifest);
            over = true;
            return publication;
        } catch (ProblemsException e) {
            over = true;
            AtomicBoolean entered = new AtomicBoolean();
            tidy(() -> {
                settled = recovery.takeBack(sealed);
                entered.set(!settled);
                return settled;
            });
            if (entered.get()) { // by a process that had taken this run for dead
                return new PublishResult.Done(manifest, List.of());
            }
            throw e;
        }
    }

    /** The release exists, whatever happens now: what keeps a table from following is reported, and the next command's work. */
    private List<String> follow(RunJournal sealed) {
        List<String> messages = new ArrayList<>();
        Optional<String> fault = tidy(() -> {
            messages.addAll(recovery.forward(sealed));
            settled = true;
            return messages;
        });
        fault.ifPresent(name -> messages.add(
                "Release " + product + "@" + nextNumber() + " is published and can be read by its number, but"
                        + " not all of its tables show it as their newest version yet (" + name
                        + "); the next run of '" + product + "' finishes that."));
        // the number is taken: runs that were about to publish it can be settled
        tidy(() -> messages.addAll(recovery.finishAll(run)));
        return messages;
    }

    /**
     * What follows a decision that stands: what goes wrong is the next command's work.
     *
     * @return the name of what went wrong, if anything did
     */
    private Optional<String> tidy(Callable<?> work) {
        try {
            work.call();
            return Optional.empty();
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            LOG.error("Run {} is decided, and leaves work to the next command", run, e);
            return Optional.of(e.getClass().getSimpleName());
        }
    }

    /** Decides against a release: what was quarantined is kept, the product's tables are as they were. */
    public void hold() {
        RunJournal held = write(RunJournal.State.HELD, Optional.empty());
        over = true; // the next holder of a lost lease keeps what was put aside, so nothing is undone from here on
        lease.check();
        recovery.hold(held);
        settled = true;
    }

    /**
     * Undoes everything when there was no decision, finishes what was cut off in the middle of one, and gives the product
     * free for the next run. The journal goes last: a run that dies before that is reported by the next.
     */
    @Override
    public void close() {
        try (lease) {
            if (settled) { // the tables have no more of the run's own
                forget();
            } else if (!over) {
                over = true;
                RunJournal written = journal.orElseThrow();
                RunJournal now = journal(written.state(), written.manifest());
                boolean sealed = written.state() == RunJournal.State.SEALED;
                if (publishing || (sealed && !recovery.takeBack(now))) {
                    recovery.finish(now);
                } else {
                    if (!sealed) {
                        recovery.undo(now);
                    }
                    recovery.forget(run);
                }
            }
        }
    }

    private RunJournal write(RunJournal.State state, Optional<Manifest> manifest) {
        if (over) {
            throw new IllegalStateException("Run " + run + " is over");
        }
        RunJournal next = journal(state, manifest);
        journals.write(next);
        journal = Optional.of(next);
        return next;
    }

    private RunJournal journal(RunJournal.State state, Optional<Manifest> manifest) {
        return new RunJournal(product, run, began, OptionalLong.of(nextNumber()), state, manifest, entries());
    }

    private List<StagedEntry> entries() {
        List<StagedEntry> entries = new ArrayList<>();
        tables.forEach(table -> entries.add(table.entry()));
        opening.ifPresent(entries::add);
        return entries;
    }
}
