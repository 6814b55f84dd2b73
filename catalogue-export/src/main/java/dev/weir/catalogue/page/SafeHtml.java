package dev.weir.catalogue.page;

import dev.weir.contracts.text.SafeText;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** HTML whose values come as {@link SafeText}: a name of a file may hold what turns the rest of a line around. */
final class SafeHtml extends HTMLOutputFormat {

    static final SafeHtml INSTANCE = new SafeHtml();

    private SafeHtml() {}

    @Override
    public void output(String text, Writer out) throws IOException, TemplateModelException {
        super.output(SafeText.of(text), out);
    }

    @Override
    public String escapePlainText(String text) {
        return super.escapePlainText(SafeText.of(text));
    }

    @Override
    protected TemplateHTMLOutputModel newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
        return new Markup(text, markup);
    }

    /** FreeMarker's own belongs to its own format. */
    private static final class Markup extends TemplateHTMLOutputModel {

        Markup(@Nullable String text, @Nullable String markup) {
            super(text, markup);
        }

        @Override
        public HTMLOutputFormat getOutputFormat() {
            return INSTANCE;
        }
    }
}
