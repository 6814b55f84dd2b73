package dev.weir.releases.log;

import dev.weir.contracts.release.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The releases of products, each under a number, written once and never changed. Numbers count from 1; one that is left out
 * is {@linkplain #fence void}. The entry is
 * the commit point: a release exists when its manifest is in the log.
 *
 * <p>All methods throw {@link dev.weir.contracts.ProblemsException} with code {@code STORE_UNREACHABLE} when the log cannot
 * be read.
 */
public interface ReleaseLog {

    /** The numbers of a product's releases, rising; nothing is read but names and the last entry. The caller closes the stream. */
    LongStream numbers(String product);

    /** A product's releases, the newest first, each read when it is asked for. */
    default Iterable<Manifest> newestFirst(String product) {
        long[] numbers;
        try (LongStream rising = numbers(product)) {
            numbers = rising.toArray();
        }
        return () -> IntStream.range(0, numbers.length)
                .mapToObj(i -> read(product, numbers[numbers.length - 1 - i]))
                .iterator();
    }

    /** The greatest number that is given away, to the newest release or to none ({@link #fence}); empty when none is. */
    OptionalLong last(String product);

    /** Whether a number was taken from its run, so that it was not released, and never will be. */
    boolean isVoid(String product, long number);

    /** The newest release; empty when there is none. */
    Optional<Manifest> latest(String product);

    /** The newest releases, the oldest of them first; fewer where there are fewer. */
    default List<Manifest> newest(String product, int count) {
        long[] numbers = numbers(product).toArray();
        return Arrays.stream(numbers)
                .skip(Math.max(0, numbers.length - count))
                .mapToObj(number -> read(product, number))
                .toList();
    }

    /**
     * A release.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING} when there is none of that number
     */
    Manifest read(String product, long number);

    /** SHA-256 of a release's manifest as its bytes stand in the log, 64 lower-case hex digits; errors as {@link #read}. */
    String sha256(String product, long number);

    /**
     * Refuses to give the rows of a release that were let go or declared lost.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_EXPIRED}
     */
    default void requireKept(String product, long number) {}

    /** Whether the rows of a release were neither let go nor declared lost. */
    default boolean isKept(String product, long number) {
        return true;
    }

    /**
     * Refuses to go on from the newest release where a tag or a pin names one after it: that one's manifest was lost, and
     * another release would get its number, and with it its names.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING}
     */
    default void requireNewest(String product) {}

    /**
     * Whether one of the log's keys signed exactly this manifest, and its evidence is there, which every run sees to before it
     * publishes; true of the signature where there is no key to go by.
     */
    boolean isProved(Manifest manifest);

    /**
     * Publishes a release. One of many who publish the same number at once wins.
     *
     * @param manifest whose number follows the newest one, and which names the hash of that one's manifest
     * @throws IllegalArgumentException when the number would leave a gap
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING} when the manifest before it is not the one
     *     that its hash names; with {@code NOT_WRITABLE} when the log certainly took nothing
     */
    PublishResult publish(Manifest manifest);

    /**
     * Takes a number from a run that may come back, unless it is released: it cannot be released from then on. Done already is
     * done.
     *
     * @param number that follows the {@link #last} one, or an earlier one
     * @param run from which it is taken
     * @return the release that has the number; empty where none has, and none ever will
     * @throws dev.weir.contracts.ProblemsException with {@code STORE_UNREACHABLE} when it is not known, with {@code
     *     NOT_WRITABLE}
     */
    Optional<Manifest> fence(String product, long number, String run);
}
