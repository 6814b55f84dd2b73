package dev.weir.quality.dqdl.parse;

import dev.weir.contracts.dqdl.DqdlSyntaxException;
import java.util.List;
import org.antlr.v4.runtime.Token;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageLexer;

/** Refuses rules that are too long or nested too deeply, before a parser descends into them. */
final class RuleSizeLimits {

    private static final int LONGEST = 200_000;
    private static final int DEEPEST = 50;
    private static final int MOST_LINKS = 200;
    private static final String ARITHMETIC = "+-*/";

    private RuleSizeLimits() {}

    /** @throws DqdlSyntaxException when a rule has too many characters */
    static void check(String rule) throws DqdlSyntaxException {
        if (rule.length() > LONGEST) {
            throw new DqdlSyntaxException(
                    "A rule may have " + LONGEST + " characters, and this one has " + rule.length(), 1, 1);
        }
    }

    /** @throws DqdlSyntaxException where brackets get too deep, or too many rules or numbers are joined */
    static void check(List<Token> tokens) throws DqdlSyntaxException {
        int depth = 0;
        int links = 0;
        for (Token token : tokens) {
            switch (token.getType()) {
                case DataQualityDefinitionLanguageLexer.LPAREN, DataQualityDefinitionLanguageLexer.LBRAC -> depth++;
                case DataQualityDefinitionLanguageLexer.RPAREN, DataQualityDefinitionLanguageLexer.RBRAC -> depth--;
                case DataQualityDefinitionLanguageLexer.AND, DataQualityDefinitionLanguageLexer.OR -> links++;
                default -> links += ARITHMETIC.contains(token.getText()) ? 1 : 0;
            }
            if (depth > DEEPEST) {
                throw FirstError.at(token, "Brackets are nested more than " + DEEPEST + " levels deep here");
            }
            if (links > MOST_LINKS) {
                throw FirstError.at(
                        token, "More than " + MOST_LINKS + " rules or numbers are joined here; write several rules");
            }
        }
    }
}
