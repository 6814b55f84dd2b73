package dev.weir.jobs.release.storage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.StoreErrorText;
import dev.weir.releases.storage.WriteFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a place in a bucket does when it is tried: an object is put under a condition, refused a second time, read, replaced, listed
 * and deleted. Nothing of it stays.
 *
 * @param lacking what keeps releases from being made there; nothing where all is well
 * @param timing how it answered; empty where something is lacking
 */
public record BucketProbe(String place, List<Problem> lacking, Optional<Timing> timing) {

    private static final String FOLDER = "_weir.trial";
    private static final int ROUNDS = 3;

    /** A store refuses signed requests from a quarter of an hour on. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    /**
     * How a store answered.
     *
     * @param put the median of a few
     * @param read the same
     * @param ahead how far the store's clock is ahead of this machine's; negative where it is behind
     */
    public record Timing(Duration put, Duration read, Duration ahead) {}

    public BucketProbe {
        lacking = List.copyOf(lacking);
    }

    /** A step, the right that it takes, and whether it gave what it has to. */
    private interface Step {
        boolean does() throws IOException;
    }

    /** Tries it. */
    public static BucketProbe of(FileStorage files) {
        String name = FOLDER + "/" + UUID.randomUUID();
        byte[] first = {1};
        byte[] second = {2};
        Place place = Place.of(files.place(""));
        Optional<Problem> amiss = tried(place, "list what lies there", "s3:ListBucket", () -> {
                    files.list("");
                    return true;
                })
                .or(() -> tried(place, "put an object", "s3:PutObject", () -> files.create(name, first)))
                .or(() -> tried(place, "read an object", "s3:GetObject", () -> is(files, name, first)));
        Optional<Timing> timing = Optional.empty();
        if (amiss.isEmpty()) {
            amiss = tried(place, "put an object a second time", "s3:PutObject", () -> !files.create(name, second))
                    .or(() -> tried(place, "replace an object", "s3:PutObject", () -> {
                        files.replace(name, second);
                        return is(files, name, second);
                    }));
            if (amiss.isEmpty()) {
                try {
                    timing = Optional.of(timing(files, name, second));
                } catch (IOException e) {
                    amiss = Optional.of(problem(place, "measure how it answers", "s3:GetObject", e));
                }
            }
            Optional<Problem> left = tried(place, "delete an object", "s3:DeleteObject", () -> {
                files.delete(name);
                return files.read(name).isEmpty();
            });
            amiss = amiss.or(() -> left);
        }
        if (amiss.isEmpty()) {
            amiss = timing.flatMap(times -> skewed(place, times.ahead()));
        }
        return new BucketProbe(files.place(""), amiss.map(List::of).orElse(List.of()), timing);
    }

    private static boolean is(FileStorage files, String name, byte[] content) throws IOException {
        return files.read(name).filter(found -> Arrays.equals(found, content)).isPresent();
    }

    private static Optional<Problem> tried(Place place, String what, String right, Step step) {
        try {
            return step.does()
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            Code.STORE_UNREACHABLE,
                            place,
                            "The store does not do what releases rely on: " + what,
                            "it lets two writers create the same object, or does not give back what it took",
                            "Name another bucket in weir.yaml; see 'Stores that are not AWS' on the operators' page."));
        } catch (IOException e) {
            return Optional.of(problem(place, what, right, e));
        }
    }

    private static Problem problem(Place place, String what, String right, IOException cause) {
        Throwable reason = cause;
        while (reason.getCause() instanceof IOException inner) {
            reason = inner;
        }
        if (reason instanceof UnknownStoreException || reason instanceof FileNotFoundException) {
            return new Problem(
                    Code.STORE_UNREACHABLE,
                    place,
                    "The bucket is not there",
                    "the store answers, and knows no bucket of that name",
                    "Make the bucket, or mend its name or spark.hadoop.fs.s3a.endpoint in weir.yaml.");
        }
        Optional<String> refused = refused(cause);
        if (refused.isPresent()) {
            return new Problem(
                    Code.NOT_WRITABLE,
                    place,
                    "The store does not take this user's credentials",
                    refused.get(),
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, with AWS_SESSION_TOKEN where they are temporary, to the"
                            + " values that the store gave out; or name a provider in spark.hadoop.fs.s3a.aws.credentials.provider.");
        }
        if (reason instanceof AccessDeniedException) {
            return new Problem(
                    Code.NOT_WRITABLE,
                    place,
                    "This user's credentials may not " + what,
                    "there are none, or they lack the right " + right,
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a provider in"
                            + " spark.hadoop.fs.s3a.aws.credentials.provider, and grant s3:ListBucket, s3:GetObject, s3:PutObject,"
                            + " s3:DeleteObject and s3:AbortMultipartUpload.");
        }
        if (WriteFailure.isUnanswered(cause)) {
            return new Problem(
                    Code.STORE_UNREACHABLE,
                    place,
                    "The store does not answer",
                    StoreErrorText.words(cause),
                    "See that the store is up, to spark.hadoop.fs.s3a.endpoint in weir.yaml, and to the network.");
        }
        return new Problem(
                Code.STORE_UNREACHABLE,
                place,
                "The store did not " + what,
                "it does not answer as one of S3 does, or lets two writers create the same object ("
                        + reason.getClass().getSimpleName() + ")",
                "See that the store is up, to spark.hadoop.fs.s3a.endpoint, its region and the network; a store without conditional"
                        + " puts keeps no releases.");
    }

    /** Why no right would help: the store knows no such credentials. */
    private static Optional<String> refused(Throwable cause) {
        return WriteFailure.causes(cause)
                .filter(AwsServiceException.class::isInstance)
                .map(each -> ((AwsServiceException) each).awsErrorDetails())
                .filter(Objects::nonNull)
                .flatMap(details -> Optional.ofNullable(
                        switch (String.valueOf(details.errorCode())) {
                            case "SignatureDoesNotMatch" -> "the secret key is not that of the access key";
                            case "InvalidAccessKeyId" -> "it knows no such access key";
                            case "ExpiredToken" -> "the session token has expired";
                            case "InvalidToken" -> "the session token is not one that it gave out";
                            default -> null;
                        })
                        .stream())
                .findFirst();
    }

    private static Timing timing(FileStorage files, String name, byte[] content) throws IOException {
        long[] puts = new long[ROUNDS];
        long[] reads = new long[ROUNDS];
        Duration ahead = Duration.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            Instant before = Instant.now();
            long start = System.nanoTime();
            files.replace(name, content);
            long put = System.nanoTime();
            files.read(name);
            reads[round] = System.nanoTime() - put;
            puts[round] = put - start;
            Instant middle = before.plusNanos(puts[round] / 2);
            ahead = files.walk(FOLDER).stream()
                    .filter(file -> file.name().equals(name))
                    .findFirst()
                    .map(file -> Duration.between(middle, file.modified()))
                    .orElse(Duration.ZERO);
        }
        return new Timing(median(puts), median(reads), ahead);
    }

    private static Duration median(long[] nanos) {
        return Duration.ofNanos(
                LongStream.of(nanos).sorted().skip(ROUNDS / 2).findFirst().orElse(0));
    }

    private static Optional<Problem> skewed(Place place, Duration ahead) {
        if (ahead.abs().compareTo(SKEW) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                Code.STORE_UNREACHABLE,
                place,
                "The store's clock is " + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of")
                        + " this machine's",
                "a store refuses requests that were signed a quarter of an hour ago or to come",
                "Set this machine's clock, by NTP."));
    }

    /** How it answered, as a sentence. */
    public String sentence() {
        return timing.map(times -> String.format(
                        Locale.ROOT,
                        "Tried %s: it keeps the condition of a creation; a put takes %d ms, a read %d ms; its clock is %d s %s this"
                                + " machine's.",
                        place,
                        times.put().toMillis(),
                        times.read().toMillis(),
                        times.ahead().abs().toSeconds(),
                        times.ahead().isNegative() ? "behind" : "ahead of"))
                .orElse("Tried " + place + ".");
    }
}
