package dev.weir.releases.evidence;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.Loss;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.QuarantineName;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whether each data file of a release, or of what its run put aside, is there, with its size and SHA-256. Files are streamed,
 * several at a time.
 */
final class DataFileCheck {

    private static final int BUFFER = 1 << 20;

    private final Manifest manifest;
    private final DataFileLocations places;
    private final Verification.Progress progress;
    private final EvidenceProblems findings;

    private Optional<Expiry> expiry = Optional.empty();
    private long files;
    private long bytes;
    private long gone;

    private DataFileCheck(
            Manifest manifest, DataFileLocations places, Verification.Progress progress, EvidenceProblems findings) {
        this.manifest = manifest;
        this.places = places;
        this.progress = progress;
        this.findings = findings;
    }

    /** Of the release's tables. */
    static DataFileCheck released(Manifest manifest, DataFileLocations places, Verification.Progress progress) {
        return new DataFileCheck(manifest, places, progress, new EvidenceProblems("data files"));
    }

    /** Of the product's quarantine. */
    static DataFileCheck quarantine(Manifest manifest, DataFileLocations places, Verification.Progress progress) {
        return new DataFileCheck(manifest, places, progress, new EvidenceProblems("quarantine"));
    }

    /** A file, and what reading it gave. */
    private record Read(String file, DataFileList.DataFile said, Optional<String> sha256, long bytes, String trouble) {

        private static final String MISSING = "it is missing";

        boolean isMissing() {
            return trouble.equals(MISSING);
        }

        boolean isAsReleased() {
            return bytes == said.bytes() && sha256.equals(Optional.of(said.sha256()));
        }
    }

    /**
     * Asks the log first how the release's rows went. Of those that were let go files may be missing; those that are there are
     * compared. Of those that were declared lost a file may be damaged, too. A mark that cannot be right is a finding, and lets
     * nothing go.
     *
     * @param keys by which a loss is believed
     */
    DataFileCheck heeding(LogFiles log, LogKeys keys) {
        try {
            expiry = ExpiryMark.of(log, manifest, keys);
        } catch (ProblemsException e) {
            if (e.exit() == ExitCode.STORAGE) {
                throw e;
            }
            findings.broken(
                    log.place(Expiry.file(manifest.product(), manifest.number())),
                    "The mark by which the rows of " + manifest.reference() + " were let go is not believed",
                    e.problems());
        }
        return this;
    }

    /**
     * @param lists of the tables whose list is whole
     * @param deleted the same of the keys that went from them
     */
    VerificationCheck of(Map<ReleasedTable, DataFileList> lists, Map<ReleasedTable, DataFileList> deleted) {
        if (!places.isAnywhere()) {
            findings.note("Data files were not looked at: they are not part of this. Name their folder with --data.");
            return end(EvidenceProblems.count(0, "file"));
        }
        List<Callable<Read>> work = new ArrayList<>();
        for (ReleasedTable table : manifest.tables()) {
            DataFileList list = lists.get(table);
            if (list == null) {
                findings.broken(
                        manifest.reference(),
                        "The data files of table '" + table.name() + "' are unknown",
                        "the list that names them is missing, or not the one that was released");
            } else {
                FileCounts.differing(manifest, table, list).forEach(findings::broken);
                reads(list, places.folder(table.version()), work);
            }
            DataFileList gone = deleted.get(table);
            if (gone != null) {
                table.load().deletes().ifPresent(version -> reads(gone, places.folder(version), work));
            }
        }
        readAll(work).forEach(this::judge);
        return end();
    }

    private VerificationCheck end() {
        return end(EvidenceProblems.count(files, "file") + ", " + EvidenceProblems.count(bytes, "byte"));
    }

    private VerificationCheck end(String looked) {
        if (expiry.isEmpty()) {
            return findings.end(looked);
        }
        if (expiry.get().isLost()) {
            findings.note(manifest.reference() + " was " + expiry.get().words() + ": "
                    + expiry.get().because() + ". So says '"
                    + Loss.file(manifest.product(), manifest.number()) + "' in the log, which is signed.");
        } else {
            findings.note(manifest.reference() + " has expired: its rows were let go by 'weir clean' on "
                    + expiry.get().at() + ", by " + expiry.get().by() + ", says '"
                    + Expiry.file(manifest.product(), manifest.number()) + "' in the log. No key signs that.");
        }
        if (gone > 0) {
            findings.note(EvidenceProblems.count(gone, "file") + " of it " + (gone == 1 ? "is" : "are") + " gone"
                    + (expiry.get().isLost() ? " or damaged" : "") + ", and nobody can compare what was in "
                    + (gone == 1 ? "it." : "them."));
        }
        return findings.expired(looked);
    }

    /** What is not as it was signed of one table's files; empty where all are. */
    Optional<Problem> altered(ReleasedTable.Version version, DataFileList list) {
        List<Callable<Read>> work = new ArrayList<>();
        reads(list, places.folder(version), work);
        readAll(work).forEach(this::judge);
        return end().broken().stream().findFirst();
    }

    /** @param lists of what the release's run put aside */
    VerificationCheck of(List<DataFileList> lists) {
        if (!places.isAnywhere()) {
            findings.note("Files of the quarantine were not looked at: they are not part of this.");
            return findings.end(EvidenceProblems.count(0, "file"));
        }
        long all = lists.stream().mapToLong(list -> list.files().size()).sum();
        if (all > 0 && places.isWithoutQuarantine(manifest.product())) {
            findings.note(EvidenceProblems.count(all, "file")
                    + " of the quarantine were not looked at: the folder that was named" + " has no '"
                    + QuarantineName.namespace(manifest.product()) + "'.");
            return findings.end(EvidenceProblems.count(0, "file"));
        }
        List<Callable<Read>> work = new ArrayList<>();
        lists.forEach(list -> reads(list, Optional.of(places.quarantine(manifest.product(), list.table())), work));
        readAll(work).forEach(this::judge);
        return end();
    }

    private void reads(DataFileList list, Optional<FileStorage> folder, List<Callable<Read>> work) {
        if (folder.isEmpty()) {
            findings.note("Data files of table '" + list.table() + "' lie in a store that is no disk of this machine:"
                    + " --deep reads them.");
            return;
        }
        for (DataFileList.DataFile said : list.files()) {
            Optional<DataFileLocations.Bytes> file = DataFileLocations.file(folder.get(), said.path());
            if (file.isEmpty()) {
                findings.note(
                        "'" + said.path() + "' lies in a store that is no disk of this machine: --deep reads it.");
            } else {
                work.add(() -> read(file.get(), said));
            }
        }
    }

    private List<Read> readAll(List<Callable<Read>> work) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
        try {
            List<Read> reads = new ArrayList<>();
            for (Future<Read> read : threads.invokeAll(work)) {
                reads.add(read.get());
            }
            return reads;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while data files were read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Data files could not be read", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Read read(DataFileLocations.Bytes bytes, DataFileList.DataFile said) {
        String file = bytes.place();
        try (InputStream in = bytes.opener().open()) {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
                progress.read(read);
            }
            return new Read(file, said, Optional.of(HexFormat.of().formatHex(digest.digest())), size, "");
        } catch (IOException e) {
            String trouble = FileStorage.isMissing(e)
                    ? Read.MISSING
                    : "it cannot be read: " + e.getClass().getSimpleName();
            return new Read(file, said, Optional.empty(), 0, trouble);
        }
    }

    private void judge(Read read) {
        if (expiry.isPresent() && (read.isMissing() || (expiry.get().isLost() && !read.isAsReleased()))) {
            gone++;
            return;
        }
        files++;
        bytes += read.bytes();
        String what = "A file of the " + findings.name() + " of " + manifest.reference() + " is not what was released";
        if (read.sha256().isEmpty()) {
            findings.broken(read.file(), what, read.trouble());
        } else if (read.bytes() != read.said().bytes()) {
            findings.broken(
                    read.file(),
                    what,
                    "it has " + read.bytes() + " bytes, and was released with "
                            + read.said().bytes());
        } else if (!read.sha256().get().equals(read.said().sha256())) {
            findings.broken(
                    read.file(),
                    what,
                    "its SHA-256 is " + read.sha256().get() + ", and was "
                            + read.said().sha256());
        }
    }
}
