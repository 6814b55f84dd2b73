package dev.weir.jobs.engine.rerun;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.release.SourceDigest;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.source.ReleaseInputs;
import dev.weir.jobs.engine.source.SourceDigests;
import dev.weir.jobs.engine.source.SourceInput;
import dev.weir.jobs.engine.source.SourceInputs;
import dev.weir.jobs.plan.SourceRead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The source files that a part of a release was made of, as they lie now. */
final class RecordedSources {

    private final RerunPart part;
    private final SourceDigests digests;
    private final String otherwise;
    private final Problems problems;

    /**
     * @param digests by which the release knows its files
     * @param otherwise what can be done where they are gone for good, as they were; empty when nothing can
     * @param problems gets each that is gone, or is not what it was
     */
    RecordedSources(RerunPart part, SourceDigests digests, String otherwise, Problems problems) {
        this.part = part;
        this.digests = digests;
        this.otherwise = otherwise;
        this.problems = problems;
    }

    /** Finds them, and no others; none where one is gone. */
    List<SourceInput> survey() {
        SourceInputs inputs = new SourceInputs(
                part.session(),
                digests,
                (source, file) -> paths(source).contains(file),
                ReleaseInputs.recorded(part.session(), releases()));
        Problems missing = new Problems();
        for (SourceRead read : part.reads()) {
            if (read.source().release().isPresent()) {
                continue; // it is there as it was recorded, or it cannot be read
            }
            if (read.source().database().isPresent()) {
                recorded(read.name())
                        .forEach(file -> missing.add(
                                Code.SOURCE_MISSING,
                                Place.of(file.path()),
                                part.release().reference()
                                        + " was made of rows of a database, and cannot be made again",
                                "the database has gone on, and the rows that were read were not kept",
                                "take the release as it is; its evidence has the hash of the rows that were read"));
                continue;
            }
            Set<String> there = inputs.files(read.source(), read.table()).stream()
                    .map(SourceFile::name)
                    .collect(Collectors.toSet());
            recorded(read.name()).stream()
                    .filter(file -> !there.contains(file.path()))
                    .forEach(file -> not(file, "is gone", "no file has that name any more", missing));
        }
        if (!missing.list().isEmpty()) {
            missing.list().forEach(problems::add);
            return List.of();
        }
        List<SourceInput> found = inputs.survey(part.reads(), part.scope());
        for (SourceInput input : found) {
            input.released()
                    .map(SourceInput.Released::release)
                    .filter(now ->
                            release(input.read().name()).filter(now::equals).isEmpty())
                    .ifPresent(now -> problems.add(
                            Code.EVIDENCE_BROKEN,
                            Place.of(now.reference()),
                            part.release().reference() + " was made of another " + now.reference() + " than is there",
                            "its manifest has the SHA-256 " + now.sha256() + ", and is not the one that was read",
                            "find out with 'weir verify " + now.product() + "' what has become of it"));
            Map<String, String> hashes = input.surveyed().files().stream()
                    .collect(Collectors.toMap(file -> file.file().name(), SurveyedFile::sha256));
            for (SourceCount.SourceFile file : recorded(input.read().name())) {
                Optional<SourceDigest> now = Optional.ofNullable(hashes.get(file.path()))
                        .flatMap(sha256 -> digests.like(sha256, file.digest()));
                if (!now.equals(Optional.of(file.digest()))) {
                    not(
                            file,
                            "has changed",
                            "its digest is " + now.map(SourceDigest::text).orElse("unknown") + ", it was "
                                    + file.digest().text(),
                            problems);
                }
            }
        }
        return found;
    }

    private List<SourceCount.SourceFile> recorded(String source) {
        return part.release().record().sources().stream()
                .filter(count -> count.table().equals(source))
                .flatMap(count -> count.files().stream())
                .toList();
    }

    /** The numbers of the releases that were read, by product. */
    private Map<String, Long> releases() {
        return part.release().record().sources().stream()
                .flatMap(count -> count.release().stream())
                .collect(Collectors.toMap(ReadRelease::product, ReadRelease::number, (one, same) -> one));
    }

    private Optional<ReadRelease> release(String source) {
        return part.release().record().sources().stream()
                .filter(count -> count.table().equals(source))
                .flatMap(count -> count.release().stream())
                .findFirst();
    }

    private Set<String> paths(String source) {
        return recorded(source).stream().map(SourceCount.SourceFile::path).collect(Collectors.toSet());
    }

    private void not(SourceCount.SourceFile file, String what, String why, Problems findings) {
        findings.add(
                Code.SOURCE_MISSING,
                Place.of(file.path()),
                "Source file '" + file.path() + "' that " + part.release().reference() + " was made of " + what,
                why,
                "bring it back as it was: " + file.bytes() + " bytes, "
                        + file.digest().text() + otherwise);
    }
}
