package dev.weir.testing;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Draws the tests with a tag of {@link Torture#TAGS} that a build runs, of Jupiter and of jqwik alike: a method by itself, or all of
 * a class that has the tag, since they may share what takes long. Where the build names its tests ({@code -Dtest}, {@code -Dit.test}),
 * all that it names run.
 */
public final class TortureFilter implements PostDiscoveryFilter {

    @Override
    public FilterResult apply(TestDescriptor test) {
        TestDescriptor tagged = outermost(test);
        return FilterResult.includedIf(
                !isTagged(test)
                        || isNamed(test)
                        || Torture.draws(tagged.getUniqueId().toString(), rarer(tagged)),
                () -> "an ordinary test, or one that is drawn",
                () -> "not drawn; all run with -Pnightly");
    }

    private static TestDescriptor outermost(TestDescriptor tagged) {
        return tagged.getParent()
                .filter(TortureFilter::isTagged)
                .map(TortureFilter::outermost)
                .orElse(tagged);
    }

    private static boolean isNamed(TestDescriptor test) {
        return test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? method.getClassName()
                        : source instanceof ClassSource type ? type.getClassName() : "")
                .map(name -> name.endsWith("IT") ? "it.test" : "test")
                .filter(property -> System.getProperty(property) != null)
                .isPresent();
    }

    private static boolean isTagged(TestDescriptor test) {
        return rarer(test) > 0;
    }

    private static int rarer(TestDescriptor test) {
        return test.getTags().stream()
                .mapToInt(tag -> Torture.TAGS.getOrDefault(tag.getName(), 0))
                .max()
                .orElse(0);
    }
}
