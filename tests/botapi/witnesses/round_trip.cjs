// The round trip of test_witnesses.py as a grammY bot. Asked for: BASE, TOKEN. Runs until it is ended.
const { Bot, InlineKeyboard, InputFile, InputMediaBuilder } = require("grammy");

const { BASE, TOKEN } = process.env;
const bot = new Bot(TOKEN, { client: { apiRoot: BASE } });

bot.command("start", (ctx) =>
  ctx.reply("<b>Chọn việc</b> 😀", {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Gửi ảnh", "photo"),
  }),
);

bot.callbackQuery("photo", async (ctx) => {
  await ctx.answerCallbackQuery({ text: "Vâng" });
  await ctx.editMessageText("Mời gửi ảnh");
});

bot.on("message:photo", async (ctx) => {
  const file = await ctx.getFile();
  const response = await fetch(`${BASE}/file/bot${TOKEN}/${file.file_path}`);
  const content = Buffer.from(await response.arrayBuffer());
  await ctx.replyWithPhoto(new InputFile(content, "anh.jpg"), { caption: `${content.length} byte` });
  await ctx.replyWithMediaGroup([
    InputMediaBuilder.photo(new InputFile(content, "a.jpg"), { caption: "đôi" }),
    InputMediaBuilder.photo(new InputFile(content, "b.jpg")),
  ]);
});

bot.start({ onStart: () => console.log("ready") });
