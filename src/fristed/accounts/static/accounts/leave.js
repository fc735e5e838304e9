// She has asked to sign out: what remains is to leave her provider. Without JavaScript she clicks.
document.querySelector("[data-leave]").requestSubmit();
