package dev.weir.jobs.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Resources.LOCALE)
final class CaseRulesTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az", "lt"})
    void rulesOfALanguageAreSeenAndRefused(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(CaseRules.areRoot()).isFalse();
        assertThatThrownBy(CaseRules::require)
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(locale)
                .hasMessageContaining("-Duser.language=en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "zh-CN", "de-DE", "el-GR", "und"})
    void otherLocalesHaveUnicodesRules(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(CaseRules.areRoot()).isTrue();
    }

    /** So many locales of this Java have rules of their own; a new one would show here. */
    @Test
    void noOtherLocaleOfThisJavaMakesAnotherCase() {
        assertThat(Locale.getAvailableLocales())
                .filteredOn(locale -> {
                    Locale.setDefault(locale);
                    return !CaseRules.areRoot();
                })
                .extracting(Locale::getLanguage)
                .containsOnly("tr", "az", "lt");
    }
}
