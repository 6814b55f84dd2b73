package dev.weir.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much of the torture tests a build runs: thousands of random inputs, kills, faults and histories find rare faults, and take
 * hours. An ordinary build runs a tenth of them, drawn by the commit, so that each commit tries others; {@code -Pnightly} runs all.
 *
 * <p>{@code -Dweir.torture.share=100} sets the share in percent, {@code -Dweir.torture.seed=S} repeats what a build has drawn.
 */
public final class Torture {

    /**
     * The tags of test methods of which {@link TortureFilter} draws a share, and how much rarer each is than the share: those that
     * try many random things, those that take long since they start servers, clusters or many commands, and those that take minutes.
     */
    static final Map<String, Integer> TAGS = Map.of("torture", 1, "slow", 1, "minutes", 3);

    private static final int ALL = 100;
    /** All where the build sets none: Surefire looks for tests in Maven's own process, which has no settings of the tests. */
    private static final int SHARE = Integer.getInteger("weir.torture.share", ALL);

    private static final long SEED = Long.getLong("weir.torture.seed", ofCommit());

    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Torture() {}

    /**
     * How many of a test's rounds run: the share of {@code all}, at least one, or what {@code -Dproperty} asks for.
     *
     * @param property such as {@code weir.kill.points}
     * @param all the rounds of a night
     */
    public static int rounds(String property, int all) {
        return Integer.getInteger(property, share(all, SHARE));
    }

    /** The seed of a test's random choices: that of the commit, or what {@code -Dproperty} asks for. */
    public static long seed(String property) {
        return Long.getLong(property, SEED);
    }

    /** Those of a test's cases that this build runs, in their order; never none, where there are any. The caller is the test. */
    public static <T> List<T> drawn(List<T> all) {
        return drawn(CALLER.getCallerClass().getName(), all);
    }

    /** The same for a test of that name: each test draws by itself. */
    public static <T> List<T> drawn(String test, List<T> all) {
        return drawn(test, all, SEED, SHARE);
    }

    static <T> List<T> drawn(String test, List<T> all, long seed, int percent) {
        List<T> drawn = IntStream.range(0, all.size())
                .filter(number -> draws(test + " case " + number, seed, percent))
                .mapToObj(all::get)
                .toList();
        if (!drawn.isEmpty() || all.isEmpty()) {
            return drawn;
        }
        return List.of(all.get(random(test, seed).nextInt(all.size())));
    }

    /** Whether a test with these tags is one of those that {@link TortureFilter} draws. */
    public static boolean draws(Set<String> tags) {
        return tags.stream().anyMatch(TAGS::containsKey);
    }

    /**
     * Whether this build runs the test of this name, such as its unique id.
     *
     * @param rarer how much less often than the share of this build
     */
    static boolean draws(String test, int rarer) {
        return draws(test, SEED, rarer(SHARE, rarer));
    }

    static int rarer(int percent, int times) {
        return percent == ALL ? ALL : Math.max(1, percent / times);
    }

    static int share(int all, int percent) {
        return Math.max(1, (all * percent + ALL - 1) / ALL);
    }

    static boolean draws(String test, long seed, int percent) {
        return random(test, seed).nextInt(ALL) < percent;
    }

    private static SplittableRandom random(String test, long seed) {
        return new SplittableRandom(seed * 31 + test.hashCode());
    }

    /** The first eight digits of the commit's hash; 0 where there is no checkout, such as in an unpacked archive of the sources. */
    private static long ofCommit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short=8", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String hash = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor() == 0 ? Long.parseLong(hash.substring(0, 8), 16) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
