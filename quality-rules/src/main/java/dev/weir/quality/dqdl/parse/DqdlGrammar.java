package dev.weir.quality.dqdl.parse;

import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlParser;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageLexer;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.TopLevelRuleContext;

/**
 * Reads DQDL by the generated lexer and parser of {@code software.amazon.glue:dqdl}, which Deequ parses with as well. What
 * that library adds to the grammar (a list of rule types in JSON, logging) is left out: it takes longer than everything
 * else, and knows no places in the text.
 */
public final class DqdlGrammar implements DqdlParser {

    /** Builds what every first use builds; on a thread of its own it shortens the start of a command. */
    public static void warm() {
        try {
            new DqdlGrammar().rule("(IsComplete \"a\") and (RowCount between avg(last(2)) * 0.5 and 9)");
        } catch (DqdlSyntaxException e) {
            throw new IllegalStateException("DQDL's grammar does not take a plain rule", e);
        }
    }

    /** DQDL has one escape, that of its quotes; its own parser leaves the backslash where it is. */
    public static String unescaped(String text) {
        return text.replace("\\\"", "\"");
    }

    @Override
    public DqdlFacts rule(String text) throws DqdlSyntaxException {
        RuleSizeLimits.check(text);
        FirstError error = new FirstError();
        DataQualityDefinitionLanguageLexer lexer = new DataQualityDefinitionLanguageLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(error);
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        error.throwIfAny();
        RuleSizeLimits.check(tokens.getTokens());
        DataQualityDefinitionLanguageParser parser = new DataQualityDefinitionLanguageParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(error);
        TopLevelRuleContext rule = parser.topLevelRule();
        error.throwIfAny();
        Token next = tokens.LT(1);
        if (next.getType() != Token.EOF) {
            throw FirstError.at(
                    next,
                    next.getText().equals(",")
                            ? "A second rule begins here; it needs an entry of its own, or 'and'"
                            : FirstError.sentence(next));
        }
        return new FactsCollector(text).facts(rule);
    }
}
