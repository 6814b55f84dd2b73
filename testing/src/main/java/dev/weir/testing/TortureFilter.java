package dev.weir.testing;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Draws the test methods with a tag of {@link Torture#TAGS} that a build runs, of Jupiter and of jqwik alike. */
public final class TortureFilter implements PostDiscoveryFilter {

    @Override
    public FilterResult apply(TestDescriptor test) {
        return FilterResult.includedIf(
                test.getTags().stream().map(TestTag::getName).noneMatch(Torture.TAGS::contains)
                        || Torture.draws(test.getUniqueId().toString()),
                () -> "an ordinary test, or one that is drawn",
                () -> "not drawn; all run with -Pnightly");
    }
}
